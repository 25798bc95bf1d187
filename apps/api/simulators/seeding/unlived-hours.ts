import { DAY_MS, HOUR_MS } from '../chance/rhythm';

/** The hour that was `days` ago. */
export const firstHour = (nowMs: number, days: number): number =>
  Math.floor((nowMs - days * DAY_MS) / HOUR_MS) * HOUR_MS;

/**
 * UTC hours of the last days in which nobody was measuring, oldest first, the one that has begun included: only
 * these may be made up. An hour of which Watchroom has seen a part stays as it was seen.
 */
export function unlivedHours(lived: Iterable<Date>, nowMs: number, days: number): number[] {
  const known = new Set([...lived].map((start) => Math.floor(start.getTime() / HOUR_MS) * HOUR_MS));
  const hours: number[] = [];
  for (let hour = firstHour(nowMs, days); hour <= nowMs; hour += HOUR_MS)
    if (!known.has(hour)) hours.push(hour);
  return hours;
}
