import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { MOST_MINUTES, pastRequestBody } from './request-past';
import { olderPlotOf, plotOf } from './request-plot';
import { ROUTES } from './service-facts';

interface Point {
  attributes: { key: string; value: { stringValue?: string; intValue?: string } }[];
  startTimeUnixNano: string;
  timeUnixNano: string;
  count: string;
}
interface Body {
  resourceMetrics: {
    resource: { attributes: Point['attributes'] };
    scopeMetrics: {
      scope: { name: string };
      metrics: {
        name: string;
        unit: string;
        exponentialHistogram: { aggregationTemporality: number; dataPoints: Point[] };
      }[];
    }[];
  }[];
}

const NOW = Date.parse('2026-11-23T12:00:00Z');
const day = (now: number) => Array.from({ length: 1440 }, (_, minute) => now - DAY_MS + minute * MINUTE_MS);
/** As the play sends them: so many minutes at once. */
const bodiesOf = (minutes: number[], now: number, most = MOST_MINUTES) =>
  Array.from({ length: Math.ceil(minutes.length / most) }, (_, i) =>
    pastRequestBody(minutes.slice(i * most, (i + 1) * most), now),
  ).filter((body) => body !== null) as Body[];
const bodies = bodiesOf(day(NOW), NOW);
const points = bodies.flatMap(
  (body) => body.resourceMetrics[0]!.scopeMetrics[0]!.metrics[0]!.exponentialHistogram.dataPoints,
);
const told = (point: Point, name: string) => point.attributes.find(({ key }) => key === name)!.value;
const statusOf = (point: Point) => told(point, 'http.response.status_code').intValue!;
const routeOf = (point: Point) =>
  `${told(point, 'http.request.method').stringValue} ${told(point, 'http.route').stringValue}`;

/** Error rate by hour; hours that nobody measured are missing. */
function hourlyRates(of: Point[]): Map<number, number> {
  const hours = new Map<number, { all: number; errors: number }>();
  for (const point of of) {
    const hour = Math.floor(Number(BigInt(point.startTimeUnixNano) / 1_000_000n) / HOUR_MS) * HOUR_MS;
    const sums = hours.get(hour) ?? { all: 0, errors: 0 };
    sums.all += Number(point.count);
    if (statusOf(point).startsWith('5')) sums.errors += Number(point.count);
    hours.set(hour, sums);
  }
  return new Map([...hours].map(([hour, { all, errors }]) => [hour, errors / all]));
}

describe('past of the requests', () => {
  it('speaks OTLP/JSON with the names and number forms of its specification', () => {
    const { resource, scopeMetrics } = bodies[0]!.resourceMetrics[0]!;
    expect(resource.attributes[0]).toEqual({
      key: 'service.name',
      value: { stringValue: 'counselling-api' },
    });
    const { exponentialHistogram, ...metric } = scopeMetrics[0]!.metrics[0]!;
    expect(metric).toEqual({ name: 'http.server.request.duration', unit: 's' });
    expect(exponentialHistogram.aggregationTemporality).toBe(1);
    const sixtyFourBits = expect.stringMatching(/^\d+$/);
    for (const point of points.slice(0, 300))
      expect(point).toEqual({
        attributes: expect.arrayContaining([
          { key: 'http.request.method', value: { stringValue: expect.stringMatching(/^(GET|POST)$/) } },
          { key: 'http.route', value: { stringValue: expect.stringMatching(/^\/[a-z]+(\/:id)?$/) } },
          { key: 'http.response.status_code', value: { intValue: expect.stringMatching(/^[245]0[0134]$/) } },
        ]),
        startTimeUnixNano: sixtyFourBits,
        timeUnixNano: sixtyFourBits,
        count: sixtyFourBits,
        sum: expect.any(Number),
        scale: 4,
        zeroCount: '0',
        positive: { offset: expect.any(Number), bucketCounts: expect.arrayContaining([sixtyFourBits]) },
        min: expect.any(Number),
        max: expect.any(Number),
      });
  });

  it('covers whole minutes, a series at most once each', () => {
    const keys = points.map((point) => `${point.startTimeUnixNano} ${routeOf(point)} ${statusOf(point)}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { startTimeUnixNano: from, timeUnixNano: until } of points) {
      expect(BigInt(until) - BigInt(from)).toBe(60_000_000_000n);
      expect(BigInt(from) % 60_000_000_000n).toBe(0n);
    }
  });

  it('stays small: bodies below a megabyte', () => {
    expect(bodies.length).toBeLessThanOrEqual(24);
    for (const body of bodies) expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(1024 * 1024);
    for (const body of bodies) expect(gzipSync(JSON.stringify(body)).length).toBeLessThan(200_000);
  });

  it('is the same however often and in whichever parts it is made', () => {
    const minutes = day(NOW);
    const parts = [...bodiesOf(minutes.slice(0, 500), NOW, 7), ...bodiesOf(minutes.slice(500), NOW)];
    const again = parts.flatMap(
      (body) => body.resourceMetrics[0]!.scopeMetrics[0]!.metrics[0]!.exponentialHistogram.dataPoints,
    );
    expect(again).toEqual(points);
  });

  it('has, in any 24 hours, one hour above 5 %, two above 2 %, and one that nobody measured', () => {
    for (let shift = 0; shift < 48; shift += 5) {
      const now = NOW + shift * HOUR_MS + 17 * MINUTE_MS;
      const shown = (minute: number) => minute >= now - 25 * HOUR_MS && minute < now;
      const hours = [...new Set(day(now).map((minute) => Math.floor(minute / HOUR_MS) * HOUR_MS))];
      const rates = hours.slice(1, -1).map((hour) => {
        const minutes = Array.from({ length: 60 }, (_, minute) => plotOf(hour + minute * MINUTE_MS));
        return shown(hour) && minutes.every((plot) => plot !== null)
          ? minutes.reduce<number>((sum, plot) => sum + (plot?.failing ?? 0), 0) / 60
          : null;
      });
      expect(rates.filter((rate) => rate === null).length).toBeLessThanOrEqual(1);
      expect(rates.filter((rate) => rate !== null && rate > 0.055).length).toBeLessThanOrEqual(2);
      const above = rates.filter((rate) => rate !== null && rate > 0.025).length;
      expect(above).toBeGreaterThanOrEqual(2);
      expect(above).toBeLessThanOrEqual(4);
    }
  });

  it('shows the same in its counts', () => {
    const rates = hourlyRates(points);
    const above = [...rates.values()].filter((rate) => rate > 0.02);
    expect(rates.has(Date.parse('2026-11-23T04:00:00Z'))).toBe(false);
    expect(rates.size).toBe(23);
    expect(above.length).toBe(3);
    expect(above.filter((rate) => rate > 0.05).length).toBe(1);
  });

  it('ends calm and measured, whatever the plot says', () => {
    for (let shift = 0; shift < 24; shift++) {
      const now = NOW + shift * HOUR_MS;
      const lastHour = day(now).slice(-60);
      const sent = bodiesOf(lastHour, now).flatMap(
        (body) => body.resourceMetrics[0]!.scopeMetrics[0]!.metrics[0]!.exponentialHistogram.dataPoints,
      );
      expect(new Set(sent.map((point) => point.startTimeUnixNano)).size).toBe(60);
      for (const rate of hourlyRates(sent).values()) expect(rate).toBeLessThan(0.01);
    }
  });

  it('tells the routes that the live service has, each with its share, its pace and its own failures', () => {
    const all = points.reduce((sum, { count }) => sum + Number(count), 0);
    const calm = points.filter(
      ({ startTimeUnixNano: from }) => plotOf(Number(BigInt(from) / 1_000_000n))?.broken === null,
    );
    for (const { method, route, status, share, frailty } of ROUTES) {
      const of = (some: Point[]) => some.filter((point) => routeOf(point) === `${method} ${route}`);
      const sum = (some: Point[]) => some.reduce((total, { count }) => total + Number(count), 0);
      expect(sum(of(points)) / all).toBeCloseTo(share, 2);
      const failed = of(calm).filter((point) => statusOf(point) === '503');
      expect(sum(failed) / sum(of(calm))).toBeCloseTo(0.005 * frailty, 2);
      expect(new Set(of(points).map(statusOf))).toEqual(
        new Set(route === '/rooms/:id' ? ['200', '404', '503'] : [String(status), '503']),
      );
    }
    expect(new Set(points.map(routeOf)).size).toBe(ROUTES.length);
  });

  it('lets one route break in each bad hour, as much as the service fails', () => {
    const bursts = points.filter((point) => {
      const plot = plotOf(Number(BigInt(point.startTimeUnixNano) / 1_000_000n));
      return plot?.broken === '/messages';
    });
    const rate = (some: Point[]) => {
      const sum = (of: Point[]) => of.reduce((total, { count }) => total + Number(count), 0);
      return sum(some.filter((point) => statusOf(point) === '503')) / sum(some);
    };
    expect(rate(bursts)).toBeCloseTo(0.14, 1);
    expect(rate(bursts.filter((point) => routeOf(point) === 'POST /messages'))).toBeGreaterThan(0.45);
    expect(rate(bursts.filter((point) => routeOf(point) === 'GET /profile'))).toBeLessThan(0.02);
  });

  it('was calmer further back: fewer bursts, most nights measured', () => {
    const days = Array.from({ length: 28 }, (_, back) => day(NOW - back * DAY_MS)).flat();
    const share = (plot: typeof plotOf, is: (found: ReturnType<typeof plotOf>) => boolean) =>
      days.filter((minute) => is(plot(minute))).length / days.length;
    const isBad = (found: ReturnType<typeof plotOf>) => (found?.broken ?? null) !== null;
    expect(share(olderPlotOf, isBad)).toBeLessThan(0.5 * share(plotOf, isBad));
    expect(share(olderPlotOf, isBad)).toBeGreaterThan(0);
    expect(share(olderPlotOf, (found) => found === null)).toBeLessThan(0.4 / 24);
    expect(share(olderPlotOf, (found) => found === null)).toBeGreaterThan(0);
  });
});
