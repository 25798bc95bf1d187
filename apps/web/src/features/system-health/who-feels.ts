import {
  AVATAR_SERVICE,
  type CurrentMetrics,
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceKey,
  type HealthReason,
  isExternalService,
  type OpenSessions,
  type WitnessVerdict,
} from '@watchroom/contracts';
import { counted, formatCount } from '../../lib/format';

type Known = Pick<CurrentMetrics, 'open_sessions' | 'service_verdicts'>;

/** Trouble that reaches those who are in a session now. */
const FELT = new Set<WitnessVerdict>(['agreed_down', 'undeclared_trouble', 'media_trouble', 'blocked']);

/** "45 of 99 active sessions run on LiveKit."; null where it is no service, nobody feels it, or nobody can count them. */
export function whoFeels({ input, state, value }: HealthReason, current: Known): string | null {
  const { open_sessions: open } = current;
  if (!isExternalService(input) || open === null || open.active === 0 || state === 'unknown') return null;
  const verdict = current.service_verdicts[input];
  if (verdict === null ? value !== 'down' : !FELT.has(verdict)) return null;
  const count = sessionsOn(input, open);
  const all = counted(open.active, 'active session');
  return `${count === 0 ? 'None' : formatCount(count)} of ${all} ${count === 1 ? 'runs' : 'run'} on ${EXTERNAL_SERVICE_NAMES[input]}.`;
}

/** An avatar is in sessions that another service carries. */
const sessionsOn = (service: ExternalServiceKey, open: OpenSessions): number =>
  open.active_by_provider[service] + (service === AVATAR_SERVICE ? (open.active_with_avatar ?? 0) : 0);
