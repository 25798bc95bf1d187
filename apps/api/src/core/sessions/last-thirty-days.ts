import { HOUR_MS } from '../time';
const THIRTY_DAYS_MS = 30 * 24 * HOUR_MS;

/** A span of time, both ends included, cut at full UTC hours: the ends are counted singly, the hours between by hour. */
interface HourlySpan {
  from: Date;
  to: Date;
  /** Start of the first hour that lies in the span as a whole. */
  firstHour: Date;
  /** End of the last such hour, exclusive; the hour of `to` is still filling. */
  hoursEnd: Date;
}

/** The 30 days up to `now`. */
export function lastThirtyDaysUpTo(now: Date): HourlySpan {
  const from = new Date(now.getTime() - THIRTY_DAYS_MS);
  return {
    from,
    to: now,
    firstHour: new Date(Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS),
    hoursEnd: new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS),
  };
}
