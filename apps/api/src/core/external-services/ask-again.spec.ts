import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askAgainMs, isInDoubt } from './ask-again';
import { type ExternalServiceState, nextState } from './external-service-state';
import type { ProbeOutcome } from './probe-outcome';

const START = Date.parse('2026-11-23T10:00:00Z');
const facts = { configured: true, intervalMs: 30_000, timeoutMs: 5_000 };
const answered: ProbeOutcome = { kind: 'answered', latencyMs: 80 };
const refused: ProbeOutcome = {
  kind: 'failed',
  failure: 'refused',
  latencyMs: null,
  httpStatus: null,
  network: true,
};

function after(outcomes: readonly ProbeOutcome[], offline = false): ExternalServiceState {
  let state: ExternalServiceState | null = null;
  for (const [index, outcome] of outcomes.entries())
    state = nextState(
      'livekit',
      state,
      { at: new Date(START + index * 5_000), outcome, offline: offline && index === outcomes.length - 1 },
      facts,
    );
  if (state === null) throw new Error('nobody was asked');
  return state;
}

describe('a service is in doubt', () => {
  it.each<[string, ProbeOutcome[], boolean]>([
    ['while it answers', [answered, answered], false],
    ['after a first failure', [answered, refused], true],
    ['after a second one', [answered, refused, refused], true],
    ['once it is down', [answered, refused, refused, refused], false],
    ['after a first answer', [refused, refused, refused, answered], true],
    ['once it is up', [refused, refused, refused, answered, answered], false],
    [
      'that does not take our keys',
      [answered, { kind: 'misconfigured', latencyMs: 5, httpStatus: 401 }],
      false,
    ],
  ])('%s', (_, outcomes, inDoubt) => {
    expect(isInDoubt(after(outcomes))).toBe(inDoubt);
  });

  it('not while we are offline: that is decided', () => {
    expect(isInDoubt(after([answered, refused], true))).toBe(false);
  });

  it('for at most two more probes, however it goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(answered, refused), { minLength: 1, maxLength: 20 }), (some) => {
        const same = [...some, ...Array.from({ length: 2 }, () => some.at(-1)!)];
        expect(isInDoubt(after(same))).toBe(false);
      }),
    );
  });
});

it('is decided so soon that three failures are found within two intervals, the time limits included', () => {
  const found = facts.intervalMs + 2 * askAgainMs(facts) + facts.timeoutMs;
  expect(2 * facts.intervalMs - found).toBeGreaterThanOrEqual(10_000); // for concluding, and the page
});
