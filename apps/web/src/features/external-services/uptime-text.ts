import type { ServiceDay, ServiceHistory, Uptime } from '@watchroom/contracts';
import { counted, formatSpan, spellSpan } from '../../lib/format';
import { DAY_SECONDS } from '../../lib/time-units';

/** "99.2–99.8 %, 0.6 % unobserved": rounded outwards, so that the interval holds the truth. */
export function uptimeText({ lower, upper, unobserved }: Uptime): string {
  if (lower === null || upper === null) return 'Not observed yet';
  const [low, high] = [percent(lower, Math.floor), percent(upper, Math.ceil)];
  const share = low === high ? low : `${low}–${high}`;
  return `${share} %, ${percent(unobserved, Math.ceil)} % unobserved`;
}

/** Wider than this, an interval says less than how long was watched. */
const WIDEST_INTERVAL = 0.1;

/** The uptime and the days that it covers; of a service that was seldom watched, for how long it was. */
export function uptimeWords({ uptime, days }: ServiceHistory): string[] {
  if (uptime.lower === null || uptime.unobserved <= WIDEST_INTERVAL)
    return [uptimeText(uptime), uptimeSpan(uptime)].filter((word) => word !== '');
  const sum = (keys: (keyof Omit<ServiceDay, 'day'>)[]) =>
    days.reduce((seconds, day) => seconds + keys.reduce((of, key) => of + day[key], 0), 0);
  const up = sum(['operational_seconds', 'degraded_seconds']);
  const watched = up + sum(['down_seconds']);
  const share = up === watched ? 'always up' : `${percent(up / watched, Math.floor)} % up`;
  return [`Watched for ${spellSpan(watched)} of the last ${counted(days.length, 'day')}, ${share}`];
}

export const uptimeSpan = ({ days }: Uptime): string => (days === 0 ? '' : counted(days, 'day'));

/** One decimal, two next to the ends: neither everything nor nothing is told of what is not. */
function percent(fraction: number, round: (value: number) => number): string {
  const value = fraction * 100;
  const decimals = value > 99.9 || value < 0.1 ? 100 : 10;
  const rounded = round(Number((value * decimals).toPrecision(12))) / decimals;
  if (fraction > 0 && fraction < 1) return String(Math.min(99.99, Math.max(0.01, rounded)));
  return String(rounded);
}

const STATES: [Exclude<keyof ServiceDay, 'day'>, string][] = [
  ['operational_seconds', 'operational'],
  ['degraded_seconds', 'degraded'],
  ['down_seconds', 'down'],
  ['unobserved_seconds', 'not observed'],
];

const date = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

export const dayName = ({ day }: ServiceDay): string => date.format(Date.parse(day));

/** "Sun 22 Nov: operational 23 h 36 min, down 15 min, not observed 8 min" */
export function dayText(day: ServiceDay): string {
  const parts = STATES.filter(([key]) => day[key] > 0);
  const told = parts
    .map(([key, word]) => `${word} ${day[key] === DAY_SECONDS ? 'all day' : formatSpan(day[key])}`)
    .join(', ');
  return `${dayName(day)}: ${told || 'just begun'}`;
}
