import { DAY_MS } from './time-units';
import { timeFormat } from './zone';

const TIME_OF_DAY_UTC = /\b(\d{2}):(\d{2})(?::(\d{2}))? UTC\b/g;

const TO_MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const TO_SECOND: Intl.DateTimeFormatOptions = { ...TO_MINUTE, second: '2-digit' };

/** A sentence of the server with its times of day, "10:07 UTC", in the zone of the rest of the page. */
export const localTimes = (sentence: string, nowMs: number): string =>
  sentence.replace(TIME_OF_DAY_UTC, (_, hour: string, minute: string, second: string | undefined) => {
    const ofDayMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000;
    return timeFormat(second === undefined ? TO_MINUTE : TO_SECOND).format(nearest(ofDayMs, nowMs));
  });

/** A zone can shift in the night: of the three days around now, the time of day that lies next to it. */
function nearest(ofDayMs: number, nowMs: number): number {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS + ofDayMs;
  if (today - nowMs > DAY_MS / 2) return today - DAY_MS;
  return nowMs - today > DAY_MS / 2 ? today + DAY_MS : today;
}
