import type { Evidence } from '@watchroom/contracts';
import type { Observed } from '../../lib/tile-state';

/** What is so of every figure about sessions, whatever it says: never reported, or overdue. Null: neither. */
export function unheard<V>(evidence: Evidence, value: V | null): Observed<V> | null {
  if (evidence.newest_at === null)
    return { kind: 'blind', reason: 'No platform has reported a session yet.' };
  return evidence.stale ? { kind: 'old', value, newestAtMs: Date.parse(evidence.newest_at) } : null;
}
