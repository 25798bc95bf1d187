import { describe, expect, it } from '@jest/globals';
import type { HourState } from '@watchroom/contracts';
import { crossings, hourState, isTooFew } from './hour-state';

const thresholds = { warning: 0.02, critical: 0.05 };

describe('hourState', () => {
  it.each<[string, { requests: number; errors: number } | null, HourState]>([
    ['nobody measured', null, 'unobserved'],
    ['no requests', { requests: 0, errors: 0 }, 'no_traffic'],
    ['19 requests, all failed: too few', { requests: 19, errors: 19 }, 'ok'],
    ['2 errors of 20: too few', { requests: 20, errors: 2 }, 'ok'],
    ['3 errors of 20', { requests: 20, errors: 3 }, 'critical'],
    ['exactly at the warning', { requests: 1000, errors: 20 }, 'ok'],
    ['above the warning', { requests: 1000, errors: 21 }, 'warning'],
    ['exactly at critical', { requests: 1000, errors: 50 }, 'warning'],
    ['above critical', { requests: 1000, errors: 51 }, 'critical'],
  ])('%s', (_name, counts, state) => {
    expect(hourState(counts, thresholds)).toBe(state);
  });
});

describe('isTooFew', () => {
  it.each([
    [19, 0, true],
    [20, 0, false],
    [100, 2, false], // at the limit, not above it
    [99, 2, true],
    [99, 3, false],
    [20, 20, false],
    [19, 19, true],
  ])('of %i requests with %i errors: %s', (requests, errors, tooFew) =>
    expect(isTooFew({ requests, errors }, thresholds)).toBe(tooFew),
  );
});

describe('crossings', () => {
  const buckets = (...states: HourState[]) => states.map((state, i) => ({ start: `hour ${i}`, state }));

  it('tell each change between judged hours and pass over hours without judgement', () => {
    expect(
      crossings(
        buckets('unobserved', 'ok', 'no_traffic', 'warning', 'warning', 'unobserved', 'critical', 'ok'),
      ),
    ).toEqual([
      { at: 'hour 3', from: 'ok', to: 'warning' },
      { at: 'hour 6', from: 'warning', to: 'critical' },
      { at: 'hour 7', from: 'critical', to: 'ok' },
    ]);
  });

  it('are none without a change', () => {
    expect(crossings(buckets('ok', 'no_traffic', 'ok', 'unobserved'))).toEqual([]);
    expect(crossings([])).toEqual([]);
  });
});
