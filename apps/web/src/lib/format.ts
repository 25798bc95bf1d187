import { DAY_SECONDS, HOUR_SECONDS } from './time-units';
import { shownZone, timeFormat } from './zone';

const count = new Intl.NumberFormat('en-US');
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', day: 'numeric', month: 'short' };
const DAY_AND_CLOCK: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...CLOCK };

/** 1204 → "1,204" */
export const formatCount = (n: number): string => count.format(n);

/** "1 request", "1,204 requests"; `nouns`: where it takes more than an s to make several of one. */
export const counted = (n: number, noun: string, nouns = `${noun}s`): string =>
  `${formatCount(n)} ${n === 1 ? noun : nouns}`;

/** A fraction in percent, with as many decimals as tell something: 0.0123 → "1.23 %", 0.25 → "25 %". */
export function formatRate(fraction: number): string {
  const percent = fraction * 100;
  if (percent > 0 && percent < 0.005) return '<0.01 %'; // few is not none
  return `${trimZeros(percent.toFixed(percent < 10 ? 2 : 1))} %`;
}

/** Already in percent, always one decimal: 5 → "5.0 %". */
export const formatShare = (percent: number): string => `${percent.toFixed(1)} %`;

/** 0.04 → "<0.1 ms", 0.42 → "0.4 ms", 182.4 → "182 ms", 12400 → "12.4 s" */
export function formatMs(ms: number): string {
  if (ms > 0 && ms < 0.05) return '<0.1 ms'; // little is not none
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 10 ? `${trimZeros(ms.toFixed(1))} ms` : `${formatCount(Math.round(ms))} ms`;
}

/** A span in its two largest words at most: 45 → "45 s", 720 → "12 min", 5400 → "1 h 30 min". */
export function formatSpan(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

/** A span in words of a sentence: 720 → "12 minutes". */
export function spellSpan(seconds: number): string {
  if (seconds < 60) return counted(Math.floor(seconds), 'second');
  if (seconds < HOUR_SECONDS) return counted(Math.floor(seconds / 60), 'minute');
  if (seconds < 2 * DAY_SECONDS) return counted(Math.floor(seconds / HOUR_SECONDS), 'hour');
  return counted(Math.floor(seconds / DAY_SECONDS), 'day');
}

/** A span up to now: "last hour", "last 24 hours", "last 7 days". */
export const lastSpan = (seconds: number): string => `last ${spellSpan(seconds).replace(/^1 /, '')}`;

/** "last hour" → "Last hour" */
export const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Time of day in the zone that the page shows; with the date where it is not today's. */
export function formatTime(atMs: number, nowMs: number): string {
  const sameDay = timeFormat(DAY).format(atMs) === timeFormat(DAY).format(nowMs);
  return timeFormat(sameDay ? CLOCK : DAY_AND_CLOCK).format(atMs);
}

/** Name of the zone in which the page tells times, such as "Europe/Berlin". */
export const zoneName = (): string => shownZone.name();

/** "Local time (Europe/Berlin)", "UTC" */
export const zoneText = (zone: string): string => (zone === 'UTC' ? 'UTC' : `Local time (${zone})`);

/** Relative error of a percentile, never told smaller than it is: 0.0055 → "±0.6 %"; of a single value 0 → "exact". */
export const formatError = (fraction: number): string =>
  fraction === 0 ? 'exact' : `±${trimZeros((Math.ceil(fraction * 1000) / 10).toFixed(1))} %`;

const trimZeros = (text: string): string => text.replace(/\.?0+$/, '');
