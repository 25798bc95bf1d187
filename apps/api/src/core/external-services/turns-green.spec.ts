import { expect, it } from '@jest/globals';
import type { StatusReason } from '@watchroom/contracts';
import { describeService } from './describe-service';
import { type ExternalServiceState, nextState } from './external-service-state';
import type { ProbeOutcome } from './probe-outcome';
import { LIVEKIT_FACTS as facts } from './testing/some-facts';

const START = Date.parse('2026-11-23T10:00:00Z');
const after = (seconds: number) => new Date(START + seconds * 1000);
const ok: ProbeOutcome = { kind: 'answered', latencyMs: 80 };
const slow: ProbeOutcome = { kind: 'answered', latencyMs: 4_000 };
const failed: ProbeOutcome = {
  kind: 'failed',
  failure: 'timeout',
  latencyMs: null,
  httpStatus: null,
  network: false,
};
const throttled: ProbeOutcome = { kind: 'throttled', latencyMs: 80, retryAfterMs: 90_000 };
const refused: ProbeOutcome = { kind: 'misconfigured', latencyMs: 80, httpStatus: 401 };

function stateAfter(outcomes: ProbeOutcome[]): ExternalServiceState | null {
  return outcomes.reduce<ExternalServiceState | null>(
    (state, outcome, index) =>
      nextState('livekit', state, { at: after(index * 30), outcome, offline: false }, facts),
    null,
  );
}
const shown = (outcomes: ProbeOutcome[], own = facts) =>
  describeService(stateAfter(outcomes), own, after(outcomes.length * 30));

it.each<[ProbeOutcome[], StatusReason, string | null]>([
  [[ok], 'answered', null],
  [[slow], 'slow', 'An answer within 2.5 s.'],
  [[failed, failed, failed], 'failing', '2 good probes in a row.'],
  [[failed, failed, failed, ok], 'failing', '1 good probe more.'],
  [[ok, throttled], 'throttled', 'An answer that is not throttled: at the earliest after 10:02:00 UTC.'],
  [[ok, refused], 'misconfigured', 'Settings that it accepts: LIVEKIT_URL, LIVEKIT_API_KEY.'],
  [[failed], 'never_answered', 'The first answer.'],
  [[], 'never_answered', 'The first answer.'],
])('after %j it is %s, and turned green by: %s', (outcomes, reason, turnsGreen) =>
  expect(shown(outcomes)).toMatchObject({ reason, turns_green: turnsGreen }),
);

it('names the settings that are missing', () =>
  expect(shown([], { ...facts, configured: false }).turns_green).toBe(
    'Its settings: LIVEKIT_URL, LIVEKIT_API_KEY.',
  ));

it.each([
  [[failed, ...Array<ProbeOutcome>(8).fill(ok), failed]],
  [[ok, failed, ok, failed]],
  [[failed, ok, failed, ok, ok]],
  [[ok, ok, ok, failed, ok, ok, ok, ok, failed]],
])('promises of %j no more and no less good probes than it takes', (outcomes) => {
  const { turns_green } = shown(outcomes);
  const needed = Number(/^\d+/.exec(turns_green ?? '')?.[0]);
  const statusAfter = (good: number) => shown([...outcomes, ...Array<ProbeOutcome>(good).fill(ok)]).status;
  expect([statusAfter(needed - 1), statusAfter(needed)]).toEqual(['degraded', 'operational']);
});
