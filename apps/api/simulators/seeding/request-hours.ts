import type { MinuteTotal, ServiceHour } from '../../src/core/errors/fold-hours';
import { Distribution } from '../../src/core/latency/distribution';
import { RouteTally } from '../../src/core/routes/route-tally';
import { busyness, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { type Random, seededRandom } from '../chance/seeded-random';
import { failingOf, olderPlotOf, type Plot } from '../requests/request-plot';
import { paceAt, ROOM_ROUTE, type RouteFacts, ROUTES, SERVICE, USUAL } from '../requests/service-facts';
import { lognormalDurations } from './lognormal-durations';

/** As the service's SDK counts. */
const SENT = { unitMs: 1000, scale: 4 } as const;

/** The counselling service in one UTC hour, as it would have been folded. */
export interface RequestHour {
  service: ServiceHour;
  routes: RouteTally;
  /** Empty where minutes are not kept any more. */
  minutes: MinuteTotal[];
}

interface Stretch {
  startMs: number;
  minutes: number;
  plot: Plot;
}

/** An hour of the play before the minutes that are told; null when nobody measured any of it. */
export function requestHourOf(hourMs: number, isByMinute: boolean): RequestHour | null {
  const random = seededRandom('request hour', hourMs);
  const routes = new RouteTally();
  const minutes: MinuteTotal[] = [];
  let observedMinutes = 0;
  for (const stretch of stretchesOf(hourMs, isByMinute)) {
    const part = new RouteTally();
    for (const facts of ROUTES) serve(part, facts, stretch, random);
    const { requests, errors, distribution } = counted(part);
    for (const place of part.counts()) routes.add(place, place.distribution);
    if (isByMinute) minutes.push({ minute: new Date(stretch.startMs), requests, errors, distribution });
    observedMinutes += stretch.minutes;
  }
  if (observedMinutes === 0) return null;
  return {
    service: { ...counted(routes), hour: new Date(hourMs), service: SERVICE, observedMinutes },
    routes,
    minutes,
  };
}

/** Minutes of the hour that were measured: one by one, or together as long as the service does the same in them. */
function stretchesOf(hourMs: number, isByMinute: boolean): Stretch[] {
  const stretches: Stretch[] = [];
  for (let startMs = hourMs; startMs < hourMs + HOUR_MS; startMs += MINUTE_MS) {
    const plot = olderPlotOf(startMs);
    if (plot === null) continue;
    const last = stretches.at(-1);
    if (!isByMinute && last?.plot.broken === plot.broken) last.minutes++;
    else stretches.push({ startMs, minutes: 1, plot });
  }
  return stretches;
}

function serve(
  tally: RouteTally,
  facts: RouteFacts,
  { startMs, minutes, plot }: Stretch,
  random: Random,
): void {
  const { method, route, share, medianMs, spread } = facts;
  const mean = USUAL.requestsPerSecond * busyness(startMs) * 60 * minutes * share;
  const failing = failingOf(facts, plot);
  const unknown = route === ROOM_ROUTE ? USUAL.unknown / share : 0;
  const count = (status: number, part: number, pace: number) => {
    const median = medianMs * paceAt(startMs) * pace;
    const durations = lognormalDurations(random, mean * part, { medianMs: median, spread, ...SENT });
    const requests = durations.count;
    tally.add({ route, method, status, requests, errors: status >= 500 ? requests : 0 }, durations);
  };
  count(facts.status, 1 - failing - unknown, 1);
  count(404, unknown, 1);
  count(503, failing, USUAL.quickFailure);
}

function counted(tally: RouteTally) {
  const distribution = new Distribution();
  const sum = { requests: 0, errors: 0, clientErrors: 0, distribution };
  for (const place of tally.counts()) {
    sum.requests += place.requests;
    sum.errors += place.errors;
    if (place.status === 404) sum.clientErrors += place.requests;
    distribution.merge(place.distribution);
  }
  return sum;
}
