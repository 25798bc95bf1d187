import { DAY_MS, HOUR_MS } from '../../lib/time-units';
import { wallOf } from '../../lib/wall-time';

const MONTH_MS = 30 * DAY_MS;

/** The server tells days of a zone from hours only where they begin at full hours of UTC. */
export function hasFullHours(zone: string, fromMs: number, toMs: number): boolean {
  for (let atMs = fromMs; atMs < toMs + MONTH_MS; atMs += MONTH_MS)
    if ((wallOf(Math.min(atMs, toMs), zone) - Math.min(atMs, toMs)) % HOUR_MS !== 0) return false;
  return true;
}
