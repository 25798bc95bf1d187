import type { HealthFacts, HealthThresholds } from './health-facts';
import type { InputVerdict } from './input-verdict';
import { judgeCertificates } from './judge-certificates';
import { judgeExternalService } from './judge-external-service';
import { judgePool } from './judge-pool';
import { judgeErrorRate, judgeResponseTime } from './judge-requests';

/** The verdict on each input by the table of system health. */
export function judgeInputs(facts: HealthFacts, thresholds: HealthThresholds, now: Date): InputVerdict[] {
  return [
    judgeErrorRate(facts, thresholds),
    judgeResponseTime(facts, thresholds),
    judgePool(facts.pool),
    ...facts.inUse.map((key) => judgeExternalService(key, facts)),
    ...judgeCertificates(facts.certificates, now),
    judgeSessionReports(facts),
    judgeOwnData(facts),
  ];
}

/** The platform fell silent with sessions open: unknown, not fine, as requests are that nobody reports. */
function judgeSessionReports({ sessionReports }: HealthFacts): InputVerdict {
  const { newestAt, isOverdue, open } = sessionReports;
  return {
    input: 'sessions',
    kind: 'fact',
    state: isOverdue ? 'unknown' : 'fine',
    value: isOverdue ? 'silent' : null,
    limit: null,
    unit: null,
    since: isOverdue ? newestAt : null,
    detail: isOverdue
      ? `No platform reports its sessions any more: nobody knows how the ${open} open ${open === 1 ? 'one is' : 'ones are'}.`
      : 'Sessions are reported as long as any is open.',
    turnsGreen: 'The next report of a session',
  };
}

/** A source fell silent while others still report: the numbers stand, but part of the picture is missing. */
function judgeOwnData({ silent }: HealthFacts): InputVerdict {
  const names = silent.map(({ source }) => source).toSorted();
  const since = silent.reduce<Date | null>(
    (first, { newestAt }) => (first === null || newestAt < first ? newestAt : first),
    null,
  );
  const partly = names.length > 0;
  return {
    input: 'own_data',
    kind: 'fact',
    state: partly ? 'degraded' : 'fine',
    value: partly ? names.join(', ') : null,
    limit: null,
    unit: null,
    since,
    detail: partly
      ? `Not reporting any more: ${names.join(', ')}. The figures cover the others only.`
      : 'Every source reports as often as it should.',
    turnsGreen: `The next report of ${names.join(' and of ')}`,
  };
}
