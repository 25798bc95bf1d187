import { busyness, DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { poisson, type Random, seededRandom } from '../chance/seeded-random';
import { type HistogramPoint, lognormalHistogram } from './exponential-histogram';
import { METRIC, SERVICE, USUAL } from './service-facts';

const MINUTES_PER_BODY = 240;
const CALM_MS = 90 * MINUTE_MS;
const SILENT_HOUR = 4;
const DELTA = 1;

/** Two shaky hours and a bad one each UTC day: how long errors burst within them, and how many fail. */
const BURSTS = [
  { hours: [8, 9, 10], minutes: 15, failing: 0.14 },
  { hours: [13, 14, 15], minutes: 25, failing: 0.2 },
  { hours: [20, 21, 22], minutes: 14, failing: 0.13 },
] as const;

/** Share of failing requests in the minute, or null when nobody measured: an hour each night is unobserved. */
export function plotOf(minuteMs: number): number | null {
  const day = Math.floor(minuteMs / DAY_MS);
  const hour = Math.floor((minuteMs % DAY_MS) / HOUR_MS);
  const minute = Math.floor((minuteMs % HOUR_MS) / MINUTE_MS);
  if (hour === SILENT_HOUR) return null;
  for (const burst of BURSTS) {
    if (hour < burst.hours[0] || hour > burst.hours[2]) continue;
    const random = seededRandom('burst', day, burst.hours[0]);
    const burstHour = burst.hours[Math.floor(random() * burst.hours.length)];
    const from = 5 + Math.floor(random() * 20);
    if (hour === burstHour && minute >= from && minute < from + burst.minutes) return burst.failing;
  }
  return USUAL.failing;
}

/** OTLP/JSON bodies for the given minutes; whatever the plot says, the last 90 minutes before `nowMs` are calm. */
export function* pastRequestBodies(minutes: Iterable<number>, nowMs: number): Generator<object> {
  let points: object[] = [];
  let taken = 0;
  for (const minuteMs of minutes) {
    const failing = minuteMs >= nowMs - CALM_MS ? USUAL.failing : plotOf(minuteMs);
    if (failing === null) continue;
    points.push(...pointsOf(minuteMs, failing));
    if (++taken % MINUTES_PER_BODY > 0) continue;
    yield bodyOf(points);
    points = [];
  }
  if (points.length > 0) yield bodyOf(points);
}

function pointsOf(minuteMs: number, failing: number): object[] {
  const random = seededRandom('requests', minuteMs);
  const requests = poisson(random, USUAL.requestsPerSecond * busyness(minuteMs) * 60);
  const byStatus = { '200': 0, '404': 0, '503': 0 };
  for (let n = 0; n < requests; n++) {
    const fate = random();
    byStatus[fate < failing ? '503' : fate < failing + USUAL.unknown ? '404' : '200']++;
  }
  return Object.entries(byStatus)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => pointOf(minuteMs, status, lognormalOf(random, count)));
}

const lognormalOf = (random: Random, count: number) =>
  lognormalHistogram(random, count, USUAL.medianMs / 1000, USUAL.spread);

const pointOf = (minuteMs: number, status: string, histogram: HistogramPoint): object => ({
  attributes: [
    { key: 'http.request.method', value: { stringValue: 'GET' } },
    { key: 'url.scheme', value: { stringValue: 'http' } },
    { key: 'http.response.status_code', value: { intValue: status } },
  ],
  startTimeUnixNano: nanoseconds(minuteMs),
  timeUnixNano: nanoseconds(minuteMs + MINUTE_MS),
  ...histogram,
});

const nanoseconds = (ms: number): string => `${ms}000000`;

function bodyOf(dataPoints: object[]): object {
  const exponentialHistogram = { aggregationTemporality: DELTA, dataPoints };
  const metrics = [{ name: METRIC.name, unit: METRIC.unit, exponentialHistogram }];
  return {
    resourceMetrics: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: SERVICE } },
            { key: 'service.instance.id', value: { stringValue: 'simulated-past' } },
          ],
        },
        scopeMetrics: [{ scope: { name: 'watchroom-demo' }, metrics }],
      },
    ],
  };
}
