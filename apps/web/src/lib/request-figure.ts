import type { Evidence } from '@watchroom/contracts';
import type { Observed } from './tile-state';

/** A number of requests that was measured, whatever it says: of old ones, of too few, or one to go by. */
export function observedFigure<V>(value: V, evidence: Evidence, isTooFew: boolean): Observed<V> {
  if (evidence.stale)
    return {
      kind: 'old',
      value,
      newestAtMs: evidence.newest_at === null ? null : Date.parse(evidence.newest_at),
    };
  return isTooFew ? { kind: 'too-few', value, n: evidence.n } : { kind: 'value', value };
}

/** Why there is no number of requests: nobody ever reported, nobody does any more, or there were none, as `quiet` says. */
export function unseenRequests(evidence: Evidence, quiet: string): Observed<never> {
  if (evidence.newest_at === null)
    return { kind: 'blind', reason: 'No service has reported its requests yet.' };
  if (evidence.stale) return { kind: 'old', value: null, newestAtMs: Date.parse(evidence.newest_at) };
  return { kind: 'no-traffic', reason: quiet };
}
