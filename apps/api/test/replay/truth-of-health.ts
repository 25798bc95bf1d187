import type { ExternalServiceKey, HealthReason, SystemHealth } from '@watchroom/contracts';
import { MINUTE_MS } from './day';
import { p95Of, type RequestTruth } from './truth-of-requests';

type Entry = Pick<HealthReason, 'input' | 'state'>;
const SILENT_AFTER_MS = 2 * MINUTE_MS;

/** Services that do not work for us while these are down: the avatars of Beyond Presence live in LiveKit's rooms. */
export const troubledBy = (down: readonly ExternalServiceKey[]): readonly ExternalServiceKey[] =>
  down.includes('livekit') ? [...down, 'beyond_presence'] : down;

/** The entries that the ledger must have by the table of system health, in the order of their names. */
export function reasonsAt(
  nowMs: number,
  requests: RequestTruth,
  down: readonly ExternalServiceKey[],
): Entry[] {
  const found: Entry[] = troubledBy(down).map((input) => ({ input, state: 'degraded' }));
  const isSilent = (service: string) => nowMs - (requests.newestMs(service) ?? 0) > SILENT_AFTER_MS;
  if (requests.services.some(isSilent)) found.push({ input: 'own_data', state: 'degraded' });
  const { n, errors } = requests.window(nowMs, 60);
  if (n >= 20 && errors >= 3) found.push(...entry('error_rate', errors / n, 0.02, 0.05));
  const latest = requests.window(nowMs, 5);
  const p95 = p95Of(latest.requests);
  if (p95 !== null && latest.n >= 59) found.push(...entry('response_time_p95', p95.exact, 500, 1000));
  return found.toSorted((a, b) => a.input.localeCompare(b.input));
}

function entry(
  input: 'error_rate' | 'response_time_p95',
  value: number,
  yellow: number,
  red: number,
): Entry[] {
  return value > red ? [{ input, state: 'critical' }] : value > yellow ? [{ input, state: 'degraded' }] : [];
}

export function healthOf(reasons: readonly Entry[]): SystemHealth {
  if (reasons.some(({ state }) => state === 'critical')) return 'critical';
  return reasons.some(({ state }) => state === 'degraded') ? 'degraded' : 'healthy';
}
