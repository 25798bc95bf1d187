import { expect, it } from '@jest/globals';
import { someReason } from '../testing/metrics';
import type { WitnessVerdict } from '@watchroom/contracts';
import { verdictOf } from './follow-verdict';

const service_verdicts = { daily_co: null, livekit: null, beyond_presence: null };
const told = (detail: string) =>
  verdictOf({ service_verdicts, health_reasons: [someReason({ value: 'down', detail })] });

it('is another verdict when its words change, and the same when only its numbers do', () => {
  expect(told('Down since 10:00:05 after 3 probes.')).toBe(told('Down since 10:01:07 after 12 probes.'));
  expect(told('Not declared by its page.')).not.toBe(told('Down since 10:00:05 after 3 probes.'));
  expect(verdictOf(undefined)).toBeNull();
});

it('is another verdict when something is concluded of a service that leaves the system healthy', () => {
  const healthy = (verdict: WitnessVerdict) =>
    verdictOf({ health_reasons: [], service_verdicts: { ...service_verdicts, daily_co: verdict } });
  expect(healthy('declared_not_felt')).not.toBe(healthy('agreed_fine'));
});
