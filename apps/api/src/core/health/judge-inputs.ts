import { EXTERNAL_SERVICE_NAMES, SESSION_CARRIERS, type ExternalServiceKey } from '@watchroom/contracts';
import type { HealthFacts, HealthThresholds } from './health-facts';
import type { InputState, InputVerdict } from './input-verdict';
import { judgePool } from './judge-pool';
import { judgeErrorRate, judgeResponseTime } from './judge-requests';

/** The verdict on each input by the table of system health. */
export function judgeInputs(facts: HealthFacts, thresholds: HealthThresholds): InputVerdict[] {
  return [
    judgeErrorRate(facts, thresholds),
    judgeResponseTime(facts, thresholds),
    judgePool(facts.pool),
    ...facts.inUse.map((key) => judgeExternalService(key, facts)),
    judgeOwnData(facts),
  ];
}

function judgeExternalService(
  key: ExternalServiceKey,
  { externalServices, inUse }: HealthFacts,
): InputVerdict {
  const { status, reason, detail, since, turns_green } = externalServices[key];
  const carriers = SESSION_CARRIERS.filter((carrier) => inUse.includes(carrier));
  const isCarrier = (carriers as readonly ExternalServiceKey[]).includes(key);
  const noneCarries = isCarrier && carriers.every((carrier) => externalServices[carrier].status === 'down');
  const states: Record<typeof status, InputState> = {
    operational: 'fine',
    degraded: 'degraded',
    down: noneCarries ? 'critical' : 'degraded',
    unknown: 'unknown',
  };
  return {
    input: key,
    kind: 'fact',
    state: states[status],
    value: status === 'unknown' ? reason : status,
    limit: 'operational',
    unit: null,
    since: since === null ? null : new Date(since),
    detail: noneCarries
      ? `${detail} No service that carries sessions is up.`
      : detail || `${EXTERNAL_SERVICE_NAMES[key]} is ${status}.`,
    turnsGreen: turns_green?.replace(/\.$/, '') ?? 'The next good probe',
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
