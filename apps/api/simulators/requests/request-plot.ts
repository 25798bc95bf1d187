import { DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { seededRandom } from '../chance/seeded-random';
import { type RouteFacts, USUAL } from './service-facts';

/** How the service did in a minute of the past. */
export interface Plot {
  /** Share of all requests that fail. */
  failing: number;
  /** The route that fails more than usual; null: none does. */
  broken: string | null;
}

const SILENT_HOUR = 4;
const CALM: Plot = { failing: USUAL.failing, broken: null };
/** Before the last two days most bursts are left out, and most nights are measured. */
const BURST_KEPT = 0.3;
const SILENCE_KEPT = 0.15;

/** Two shaky hours and a bad one each UTC day: how long errors burst within them, how many fail, and on which route. */
const BURSTS = [
  { hours: [8, 9, 10], minutes: 15, failing: 0.14, broken: '/messages' },
  { hours: [13, 14, 15], minutes: 25, failing: 0.2, broken: '/rooms/:id' },
  { hours: [20, 21, 22], minutes: 14, failing: 0.13, broken: '/counsellors' },
] as const;

/** How the service did in the minute, or null when nobody measured: an hour each night is unobserved. */
export function plotOf(minuteMs: number): Plot | null {
  if (hourOfDay(minuteMs) === SILENT_HOUR) return null;
  const burst = burstAt(minuteMs);
  return burst === null ? CALM : { failing: burst.failing, broken: burst.broken };
}

/** As `plotOf`, of days that lie further back: a month in which each day had its bad hours would be no usual one. */
export function olderPlotOf(minuteMs: number): Plot | null {
  const day = Math.floor(minuteMs / DAY_MS);
  if (hourOfDay(minuteMs) === SILENT_HOUR && seededRandom('silence', day)() < SILENCE_KEPT) return null;
  const burst = burstAt(minuteMs);
  if (burst === null || seededRandom('kept', day, burst.hours[0])() >= BURST_KEPT) return CALM;
  return { failing: burst.failing, broken: burst.broken };
}

/** Whatever the plot says. */
export const calmPlot = (): Plot => CALM;

/** Share of the route's requests that fail, so that all routes together fail as the plot says. */
export function failingOf({ route, share, frailty }: RouteFacts, { failing, broken }: Plot): number {
  const usual = USUAL.failing * frailty;
  return Math.min(1, route === broken ? usual + (failing - USUAL.failing) / share : usual);
}

function burstAt(minuteMs: number): (typeof BURSTS)[number] | null {
  const day = Math.floor(minuteMs / DAY_MS);
  const hour = hourOfDay(minuteMs);
  const minute = Math.floor((minuteMs % HOUR_MS) / MINUTE_MS);
  for (const burst of BURSTS) {
    if (hour < burst.hours[0] || hour > burst.hours[2]) continue;
    const random = seededRandom('burst', day, burst.hours[0]);
    const burstHour = burst.hours[Math.floor(random() * burst.hours.length)];
    const from = 5 + Math.floor(random() * 20);
    if (hour === burstHour && minute >= from && minute < from + burst.minutes) return burst;
  }
  return null;
}

const hourOfDay = (ms: number): number => Math.floor((ms % DAY_MS) / HOUR_MS);
