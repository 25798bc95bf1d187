import { busyness, MINUTE_MS } from '../chance/rhythm';
import { poisson, type Random, seededRandom } from '../chance/seeded-random';
import { type HistogramPoint, lognormalHistogram } from './exponential-histogram';
import { failingOf, type Plot, toldPlotOf } from './request-plot';
import { METRIC, paceAt, ROOM_ROUTE, type RouteFacts, ROUTES, SERVICE, USUAL } from './service-facts';

/** About as many points as the door takes at once. */
export const MOST_MINUTES = 60;
const DELTA = 1;

/**
 * The OTLP/JSON body of some minutes, null when nobody measured in any of them; whatever the plot says, the last 90
 * minutes before `nowMs` are calm.
 */
export function pastRequestBody(minutes: readonly number[], nowMs: number): object | null {
  const points = minutes.flatMap((minuteMs) => {
    const plot = toldPlotOf(minuteMs, nowMs);
    return plot === null ? [] : pointsOf(minuteMs, plot);
  });
  return points.length > 0 ? bodyOf(points) : null;
}

/** Requests of one route that ended with one status in a minute. */
interface StatusCount {
  facts: RouteFacts;
  status: number;
  count: number;
}

/** What a minute's requests came to, without their durations: the same that its points tell. */
export function statusCountsOf(minuteMs: number, plot: Plot): StatusCount[] {
  const random = seededRandom('requests', minuteMs);
  const perMinute = USUAL.requestsPerSecond * busyness(minuteMs) * 60;
  return ROUTES.flatMap((facts) => {
    const failing = failingOf(facts, plot);
    const unknown = facts.route === ROOM_ROUTE ? USUAL.unknown / facts.share : 0;
    const byStatus = new Map<number, number>();
    for (let left = poisson(random, perMinute * facts.share); left > 0; left--) {
      const fate = random();
      const status = fate < failing ? 503 : fate < failing + unknown ? 404 : facts.status;
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    }
    return Array.from(byStatus, ([status, count]) => ({ facts, status, count }));
  });
}

function pointsOf(minuteMs: number, plot: Plot): object[] {
  const random = seededRandom('durations', minuteMs);
  return statusCountsOf(minuteMs, plot).map(({ facts, status, count }) => {
    const pace = paceAt(minuteMs) * (status === 503 ? USUAL.quickFailure : 1);
    return pointOf(minuteMs, facts, status, lognormalOf(random, count, facts, pace));
  });
}

const lognormalOf = (random: Random, count: number, { medianMs, spread }: RouteFacts, pace: number) =>
  lognormalHistogram(random, count, (medianMs * pace) / 1000, spread);

const pointOf = (
  minuteMs: number,
  { method, route }: RouteFacts,
  status: number,
  histogram: HistogramPoint,
): object => ({
  attributes: [
    { key: 'http.request.method', value: { stringValue: method } },
    { key: 'http.route', value: { stringValue: route } },
    { key: 'url.scheme', value: { stringValue: 'http' } },
    { key: 'http.response.status_code', value: { intValue: String(status) } },
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
