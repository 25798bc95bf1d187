import { EXTERNAL_SERVICE_NAMES, SESSION_CARRIERS, type ExternalServiceKey } from '@watchroom/contracts';
import { troubleTurnsGreen } from '../witnesses/felt-verdict';
import type { HealthFacts } from './health-facts';
import { type InputState, type InputVerdict, severityOf } from './input-verdict';

type Services = Pick<HealthFacts, 'externalServices' | 'inUse'>;

/**
 * By its probes, and by the verdict of the three witnesses where that finds trouble behind a probe that is fine. Only
 * probes turn a service red: the verdict of another one, or of sessions, never does.
 */
export function judgeExternalService(key: ExternalServiceKey, services: Services): InputVerdict {
  const verdict = byProbes(key, services);
  const { verdict: word, verdict_detail, verdict_since } = services.externalServices[key];
  const turnsGreen = troubleTurnsGreen(word);
  const said = verdict_detail !== null && word !== 'agreed_fine' ? verdict_detail : null;
  if (turnsGreen !== null && severityOf(verdict.state) < severityOf('degraded'))
    return {
      ...verdict,
      state: 'degraded',
      value: word,
      limit: 'agreed_fine',
      since: verdict_since === null ? null : new Date(verdict_since),
      detail: said ?? verdict.detail,
      turnsGreen,
    };
  return said === null || verdict.state === 'fine'
    ? verdict
    : { ...verdict, detail: `${said}${noCarrier(key, services)}` };
}

function byProbes(key: ExternalServiceKey, services: Services): InputVerdict {
  const { status, reason, detail, since, turns_green } = services.externalServices[key];
  const none = noCarrier(key, services);
  const states: Record<typeof status, InputState> = {
    operational: 'fine',
    degraded: 'degraded',
    down: none === '' ? 'degraded' : 'critical',
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
    detail: `${detail || `${EXTERNAL_SERVICE_NAMES[key]} is ${status}.`}${none}`,
    turnsGreen: turns_green?.replace(/\.$/, '') ?? 'The next good probe',
  };
}

/** The sentence for a carrier that is down with all others; empty while one is up. */
function noCarrier(key: ExternalServiceKey, { externalServices, inUse }: Services): string {
  const carriers: readonly ExternalServiceKey[] = SESSION_CARRIERS.filter((carrier) =>
    inUse.includes(carrier),
  );
  const noneCarries =
    carriers.includes(key) && carriers.every((carrier) => externalServices[carrier].status === 'down');
  return noneCarries ? ' No service that carries sessions is up.' : '';
}
