import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '@watchroom/contracts';
import { ago, NOON, someEvidence } from '../testing/metrics';
import { evidenceFacts } from './explanation';

/** The one fact of this name. */
const told = (evidence: Partial<Evidence>, name: string) =>
  evidenceFacts(someEvidence(evidence), 'request', NOON).find(([each]) => each === name)?.[1];

describe('what stands behind a number', () => {
  it.each([
    [300, 'the last 5 minutes'],
    [60, 'the last minute'],
    [3600, 'the last hour'],
    [7200, 'the last 2 hours'],
    [11 * 60, 'the last 11 minutes'],
    [31 * 60, 'the last 31 minutes'],
    [86_400, 'the last 24 hours'],
  ])('looks at %s s: %s', (window_seconds, text) => expect(told({ window_seconds }, 'Looks at')).toBe(text));

  it.each([
    [0, '0 requests'],
    [1, '1 request'],
    [12_040, '12,040 requests'],
  ])('rests on %s: %s', (n, text) => expect(told({ n }, 'Rests on')).toBe(text));

  it.each<[number | null | undefined, string | undefined]>([
    [undefined, undefined],
    [null, 'not known'],
    [0, 'exact'],
    [0.0055, 'the true value lies within ±0.6 %'],
  ])('is precise to %s: %s', (relative_error, text) =>
    expect(told({ relative_error }, 'Precision')).toBe(text),
  );

  it.each([
    [[], 'nobody yet'],
    [['a'], 'a'],
    [['a', 'b'], 'a, b'],
  ])('is told by %j: %s', (sources, text) => expect(told({ sources }, 'Told by')).toBe(text));

  it.each<[string | null, string]>([
    [null, 'none yet'],
    [ago(0), '0 s ago'],
    [ago(90), '1 min ago'],
    [ago(-5), '0 s ago'],
  ])('was last told at %s: %s', (newest_at, text) => expect(told({ newest_at }, 'Newest report')).toBe(text));

  it('is told in this order', () =>
    expect(evidenceFacts(someEvidence({ relative_error: 0 }), 'session', NOON).map(([name]) => name)).toEqual(
      ['Looks at', 'Rests on', 'Precision', 'Told by', 'Newest report'],
    ));
});
