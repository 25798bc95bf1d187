import { DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { seededRandom } from '../chance/seeded-random';
import { pastStart } from './covered-minutes';
import { type RouteFacts, USUAL } from './service-facts';

/** How the service did in a minute of the past. */
export interface Plot {
  /** Share of all requests that fail. */
  failing: number;
  /** The route that fails more than usual; null: none does. */
  broken: string | null;
}

const SILENT_HOUR = 4;
/** Nothing of it just before the demo begins. */
export const CALM_MS = 90 * MINUTE_MS;
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

/** A stretch in which one route fails more than usual. */
export interface Burst {
  fromMs: number;
  untilMs: number;
  failing: number;
  broken: (typeof BURSTS)[number]['broken'];
}

/** How the service did in the minute, or null when nobody measured: an hour each night is unobserved. */
export function plotOf(minuteMs: number): Plot | null {
  return isSilent(minuteMs) ? null : plotIn(minuteMs, () => true);
}

/** As `plotOf`, of days that lie further back: a month in which each day had its bad hours would be no usual one. */
export function olderPlotOf(minuteMs: number): Plot | null {
  return isSilentFurtherBack(minuteMs) ? null : plotIn(minuteMs, isKeptFurtherBack);
}

/** What Watchroom is told of the minute by a demo that begins at `nowMs`, or what is made up of it. */
export function toldPlotOf(minuteMs: number, nowMs: number): Plot | null {
  if (minuteMs >= nowMs - CALM_MS) return CALM;
  return minuteMs >= pastStart(nowMs) ? plotOf(minuteMs) : olderPlotOf(minuteMs);
}

/** Bursts that are told by a demo that begins at `nowMs` and begin within [fromMs, untilMs), oldest first. */
export function toldBursts(fromMs: number, untilMs: number, nowMs: number): Burst[] {
  const bursts: Burst[] = [];
  for (let day = Math.floor(fromMs / DAY_MS); day * DAY_MS < untilMs; day++)
    for (const burst of burstsOf(day)) {
      const isTold = burst.fromMs >= pastStart(nowMs) || isKeptFurtherBack(burst);
      const end = Math.min(burst.untilMs, nowMs - CALM_MS);
      if (isTold && burst.fromMs >= fromMs && burst.fromMs < Math.min(untilMs, end))
        bursts.push({ ...burst, untilMs: end });
    }
  return bursts;
}

/** Share of the route's requests that fail, so that all routes together fail as the plot says. */
export function failingOf({ route, share, frailty }: RouteFacts, { failing, broken }: Plot): number {
  const usual = USUAL.failing * frailty;
  return Math.min(1, route === broken ? usual + (failing - USUAL.failing) / share : usual);
}

const isSilent = (ms: number): boolean => hourOfDay(ms) === SILENT_HOUR;

const isSilentFurtherBack = (ms: number): boolean =>
  isSilent(ms) && seededRandom('silence', dayOf(ms))() < SILENCE_KEPT;

const isKeptFurtherBack = ({ fromMs, broken }: Burst): boolean =>
  seededRandom('kept', dayOf(fromMs), broken)() < BURST_KEPT;

function plotIn(minuteMs: number, isTold: (burst: Burst) => boolean): Plot {
  const burst = burstsOf(dayOf(minuteMs)).find((one) => minuteMs >= one.fromMs && minuteMs < one.untilMs);
  return burst !== undefined && isTold(burst) ? { failing: burst.failing, broken: burst.broken } : CALM;
}

/** Of one UTC day; minutes of the same day are asked for one after another. */
function burstsOf(day: number): Burst[] {
  if (known?.day === day) return known.bursts;
  const bursts = BURSTS.map(({ hours, minutes, failing, broken }): Burst => {
    const random = seededRandom('burst', day, hours[0]);
    const hour = hours[Math.floor(random() * hours.length)]!;
    const fromMs = day * DAY_MS + hour * HOUR_MS + (5 + Math.floor(random() * 20)) * MINUTE_MS;
    return { fromMs, untilMs: fromMs + minutes * MINUTE_MS, failing, broken };
  });
  known = { day, bursts };
  return bursts;
}

let known: { day: number; bursts: Burst[] } | null = null;

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);
const hourOfDay = (ms: number): number => Math.floor((ms % DAY_MS) / HOUR_MS);
