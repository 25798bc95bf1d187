import { Distribution } from '../../src/core/latency/distribution';
import type { PoolHour } from '../../src/core/pool/fold-pool-hour';
import { FINEST_SCALE } from '../../src/core/latency/exponential-scale';
import type { PoolMinute } from '../../src/storage/pool-minutes/pool-minute.repository';
import { busyness, DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { type Random, seededRandom } from '../chance/seeded-random';
import { CALM_MS } from '../requests/request-plot';
import { lognormalDurations } from './lognormal-durations';

const CHECKOUTS_PER_MINUTE = 240;
const USUAL_WAIT = { medianMs: 0.12, spread: 0.75, unitMs: 1, scale: FINEST_SCALE } as const;
/** Callers stand in line for a while: some of each minute's wait long. */
const LINE_WAIT = { medianMs: 35, spread: 0.5, unitMs: 1, scale: FINEST_SCALE } as const;
const LINE_MINUTES = 4;
const LINE_SHARE = 0.12;
/** On one day of so many there is a line at all. */
const DAYS_PER_LINE = 3;
/** In one line of so many somebody gave up waiting. */
const LINES_PER_TIMEOUT = 3;

export const CONNECTIONS = 10;
const OFFERED_MS = CONNECTIONS * MINUTE_MS;
/** Share of the pool that is in use. */
const USUAL_USE = 0.06;
const IN_LINE = 3;

const REPLICA = 'simulated-past';

/** What the pool of a replica that has left since would have reported of a minute. */
export function poolMinuteOf(minuteMs: number, nowMs: number): PoolMinute {
  const queue = minuteMs >= nowMs - CALM_MS ? null : lineAt(minuteMs);
  const waits = waitsAt(minuteMs, 1, queue === null ? 0 : 1);
  return {
    minute: new Date(minuteMs),
    replica: REPLICA,
    waits,
    timeouts: queue?.timeouts ?? 0,
    active: 0, // it gave its connections back
    idle: 0,
    size: 0,
    waiting: 0,
    ...useOf(minuteMs, queue !== null),
    reportedAt: new Date(minuteMs),
  };
}

/** The same of a whole hour. */
export function poolHourOf(hourMs: number): PoolHour {
  let [timeouts, minutesOfLine] = [0, 0];
  for (let minuteMs = hourMs; minuteMs < hourMs + HOUR_MS; minuteMs += MINUTE_MS) {
    const queue = lineAt(minuteMs);
    if (queue === null) continue;
    minutesOfLine++;
    timeouts += queue.timeouts;
  }
  return {
    hour: new Date(hourMs),
    observedMinutes: 60,
    waits: Distribution.decode(waitsAt(hourMs, 60, minutesOfLine)),
    unreadable: 0,
    timeouts,
    ...hourUseOf(hourMs, minutesOfLine > 0),
  };
}

/** How much of the pool was in use in a minute. */
function useOf(minuteMs: number, isLine: boolean) {
  const random = seededRandom('use', minuteMs);
  const share = USUAL_USE * busyness(minuteMs) * (0.8 + 0.4 * random()) + (isLine ? 0.4 : 0);
  const most = isLine ? CONNECTIONS : 3 + Math.floor(4 * random());
  return {
    usedMs: Math.round(share * OFFERED_MS),
    offeredMs: OFFERED_MS,
    useMax: most / CONNECTIONS,
    waitingMax: isLine ? IN_LINE : 0,
  };
}

function hourUseOf(hourMs: number, isLine: boolean): Pick<PoolHour, 'waitingMax' | 'use'> {
  const { usedMs, offeredMs, useMax, waitingMax } = useOf(hourMs, false);
  const use = { usedMs: 60 * usedMs, offeredMs: 60 * offeredMs, useMax: isLine ? 1 : useMax, minutes: 60 };
  return { waitingMax: isLine ? IN_LINE : waitingMax, use };
}

/** Encoded waits of some minutes. The same few are told again and again: thousands of their own would take seconds. */
function waitsAt(ms: number, minutes: number, minutesOfLine: number): Buffer {
  const key = [minutes, minutesOfLine, Math.floor((ms % DAY_MS) / HOUR_MS), variantOf(ms)].join('/');
  const known = knownWaits.get(key);
  if (known !== undefined) return known;
  const random = seededRandom('waits', key);
  const waits = lognormalDurations(random, minutes * CHECKOUTS_PER_MINUTE * busyness(ms), USUAL_WAIT);
  const inLine = minutesOfLine * CHECKOUTS_PER_MINUTE * LINE_SHARE;
  waits.merge(lognormalDurations(random, inLine, LINE_WAIT));
  const bytes = waits.encode();
  knownWaits.set(key, bytes);
  return bytes;
}

const knownWaits = new Map<string, Buffer>();
const VARIANTS = 5;
const variantOf = (ms: number): number => Math.floor(seededRandom('variant', ms)() * VARIANTS);

/** Every few days callers stand in line for some minutes; now and then one gives up in the last of them. */
function lineAt(minuteMs: number): { timeouts: number } | null {
  const line = lineOf(Math.floor(minuteMs / DAY_MS));
  if (line === null || minuteMs < line.fromMs || minuteMs >= line.untilMs) return null;
  return { timeouts: line.isHard && minuteMs >= line.untilMs - MINUTE_MS ? 2 : 0 };
}

/** Lines that begin within [fromMs, untilMs), oldest first. */
export function poolLines(fromMs: number, untilMs: number): PoolLine[] {
  const days = Math.ceil((untilMs - fromMs) / DAY_MS) + 1;
  return Array.from({ length: days }, (_, index) => lineOf(Math.floor(fromMs / DAY_MS) + index))
    .filter((line) => line !== null)
    .filter((line) => line.fromMs >= fromMs && line.fromMs < untilMs);
}

interface PoolLine {
  fromMs: number;
  untilMs: number;
  isHard: boolean;
}

function lineOf(day: number): PoolLine | null {
  const random: Random = seededRandom('line', day);
  const fromMs = day * DAY_MS + Math.floor(random() * (1440 - LINE_MINUTES)) * MINUTE_MS;
  if (random() >= 1 / DAYS_PER_LINE) return null;
  return { fromMs, untilMs: fromMs + LINE_MINUTES * MINUTE_MS, isHard: random() < 1 / LINES_PER_TIMEOUT };
}
