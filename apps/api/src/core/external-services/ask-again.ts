import type { ExternalServiceState } from './external-service-state';
import type { ProbeCadence } from './probe-history';
import { isFailure } from './probe-outcome';

/** Three failures, the first one found at the end of an interval, are told well before a second interval is over. */
const SHARE_OF_INTERVAL = 1 / 6;

/** How soon to ask again while a newest probe contradicts what stands, in ms. */
export const askAgainMs = ({ intervalMs }: Pick<ProbeCadence, 'intervalMs'>): number =>
  intervalMs * SHARE_OF_INTERVAL;

/**
 * Whether the newest probe of a service speaks against its standing: it fails and is not down yet, or it answers and
 * still counts as down. Few more probes decide that, and need not wait for an interval each. A service that goes on
 * failing, or being down on our side, is in no doubt.
 */
export function isInDoubt({ history }: ExternalServiceState): boolean {
  const newest = history.recent.at(-1);
  return newest !== undefined && !newest.offline && isFailure(newest.outcome) !== history.isDown;
}
