import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../chance/rhythm';
import { pastRequestBody } from '../../requests/request-past';
import { CALM_MS, toldBursts } from '../../requests/request-plot';
import { USUAL_JUDGING } from './past-ground';
import { PastWatch, type Watched } from './past-watch';
import { bygoneDays, daysOf } from './probed-days';
import { vendorTroubles } from './vendor-plot';
import type { Span } from './watch-times';

const NOW = Date.parse('2026-11-23T22:50:12Z');
const TODAY = Date.parse('2026-11-23T00:00:00Z');
const PAST: Span = [TODAY - DAY_MS, NOW];

const watched = new PastWatch(PAST, NOW, USUAL_JUDGING).watch(true);
const bursts = toldBursts(...PAST, NOW);

const ofInput = ({ healthChanges }: Watched, input: string) =>
  healthChanges.filter((change) => change.input === input);

interface ToldPoint {
  startTimeUnixNano: string;
  count: string | number;
  attributes: { key: string; value: { intValue?: string } }[];
}
interface ToldBody {
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ exponentialHistogram: { dataPoints: ToldPoint[] } }] }] }];
}

/** By the bodies that the demo sends: of each minute requests and errors. */
function toldMinutes(fromMs: number, untilMs: number): Map<number, { requests: number; errors: number }> {
  const wanted = Array.from({ length: (untilMs - fromMs) / MINUTE_MS }, (_, i) => fromMs + i * MINUTE_MS);
  const told = new Map<number, { requests: number; errors: number }>();
  for (const body of wanted.map((minuteMs) => pastRequestBody([minuteMs], NOW))) {
    if (body === null) continue;
    for (const point of (body as ToldBody).resourceMetrics[0].scopeMetrics[0].metrics[0].exponentialHistogram
      .dataPoints) {
      const minute = Number(BigInt(point.startTimeUnixNano) / 1_000_000n);
      const status = point.attributes.find(({ key }) => key === 'http.response.status_code')!;
      const sum = told.get(minute) ?? { requests: 0, errors: 0 };
      sum.requests += Number(point.count);
      if (Number(status.value.intValue) >= 500) sum.errors += Number(point.count);
      told.set(minute, sum);
    }
  }
  return told;
}

const sideOf = (rate: number) => (rate > 0.05 ? 'critical' : rate > 0.02 ? 'degraded' : 'healthy');

describe('the watch over a made-up past', () => {
  it('tells each subject as a chain: what a change comes from is what the one before it led to', () => {
    const all = [
      ...watched.healthChanges.map(({ at, input, from, to }) => ({ at, of: input, from, to })),
      ...watched.statusChanges.map(({ at, service, from, to }) => ({ at, of: `s ${service}`, from, to })),
      ...watched.verdictChanges.map(({ at, service, from, to }) => ({ at, of: `v ${service}`, from, to })),
    ];
    const standing = new Map<string, string | null>();
    for (const { of, from, to, at } of all) {
      if (standing.has(of)) expect([of, at, from]).toEqual([of, at, standing.get(of)]);
      expect(from).not.toBe(to);
      standing.set(of, to);
    }
    for (const { state } of watched.health.verdicts) expect(state).toBe('fine');
    for (const { verdict } of watched.verdicts) expect(verdict).toBe('agreed_fine');
  });

  it('passes the limits of the error rate where the requests that are told pass them', () => {
    const told = toldMinutes(TODAY - HOUR_MS, Math.floor(NOW / MINUTE_MS) * MINUTE_MS);
    const rateAt = (ms: number) => {
      const endMs = Math.floor(ms / MINUTE_MS) * MINUTE_MS;
      const sum = { requests: 0, errors: 0 };
      for (let minute = endMs - HOUR_MS; minute < endMs; minute += MINUTE_MS) {
        sum.requests += told.get(minute)?.requests ?? 0;
        sum.errors += told.get(minute)?.errors ?? 0;
      }
      return sum.errors / sum.requests;
    };
    const changes = ofInput(watched, 'error_rate').filter(
      ({ at, from, to }) => at.getTime() >= TODAY && from !== 'unknown' && to !== 'unknown',
    );
    expect(changes.length).toBeGreaterThanOrEqual(2 * bursts.filter(({ fromMs }) => fromMs >= TODAY).length);
    for (const { at, to, value } of changes) {
      const rate = rateAt(at.getTime());
      expect([at, value]).toEqual([at, rate]);
      expect([at, sideOf(rate)]).toEqual([at, to]);
      expect([at, sideOf(rateAt(at.getTime() - 30_000))]).toEqual([at, to]); // it counts once it has held
    }
  });

  it('finds a vendor in trouble while the route that needs it fails', () => {
    const causes = vendorTroubles(...PAST, NOW).filter(({ behaves }) => behaves === 'down');
    const broken = bursts.filter(({ broken: route }) => route === '/rooms/:id');
    expect(broken.length).toBeGreaterThan(0);
    for (const { fromMs, untilMs } of broken) {
      expect(causes).toContainEqual(expect.objectContaining({ service: 'daily_co', fromMs, untilMs }));
      const own = watched.statusChanges.filter(
        ({ at, service }) =>
          service === 'daily_co' && at.getTime() >= fromMs && at.getTime() < untilMs + 2 * MINUTE_MS,
      );
      expect(own.map(({ to }) => to)).toEqual(['degraded', 'down', 'operational']);
      expect(own[1]!.at.getTime() - fromMs).toBeLessThan(MINUTE_MS);
      expect(own[2]!.at.getTime()).toBeGreaterThanOrEqual(untilMs);
    }
  });

  it('does not know what nobody told of: health is unknown two minutes into the silent hour, until it ends', () => {
    const silent = ofInput(watched, 'system').filter(
      ({ to, from }) => to === 'unknown' || from === 'unknown',
    );
    expect(silent.map(({ at, to }) => [at.toISOString().slice(5, 16), to])).toEqual([
      ['11-22T04:02', 'unknown'],
      ['11-22T05:01', 'healthy'],
      ['11-23T04:02', 'unknown'],
      ['11-23T05:01', 'healthy'],
    ]);
  });

  it('leaves no trouble of a vendor in the calm before the demo begins', () => {
    for (const { at } of [...watched.statusChanges, ...watched.verdictChanges])
      expect(at.getTime()).toBeLessThan(NOW - CALM_MS + 15 * MINUTE_MS);
    const newest = watched.probed.at(-1)!;
    expect(NOW - newest.at.getTime()).toBeLessThan(40_000);
    expect(Math.abs(NOW - watched.health.judgedAt!.getTime())).toBeLessThan(15_000);
  });

  it('judges by the limits of the installation', () => {
    const thresholds = { ...USUAL_JUDGING.thresholds, errorRate: { warning: 0.2, critical: 0.3 } };
    const lenient = new PastWatch(PAST, NOW, { ...USUAL_JUDGING, thresholds }).watch(false);
    expect(ofInput(lenient, 'error_rate').filter(({ to }) => to === 'degraded')).toEqual([]);
    const without = new PastWatch(PAST, NOW, { ...USUAL_JUDGING, inUse: ['livekit'] }).watch(false);
    expect(new Set(without.statusChanges.map(({ service }) => service))).toEqual(new Set(['livekit']));
  });

  it('tells the same changes whether or not it asks in calm stretches', () => {
    const sparing = new PastWatch(PAST, NOW, USUAL_JUDGING).watch(false);
    const words = ({ healthChanges, statusChanges }: Watched) =>
      [...healthChanges, ...statusChanges].map(({ from, to }) => [from, to]);
    expect(words(sparing)).toEqual(words(watched));
  });
});

describe('days of a made-up past', () => {
  it('are whole, and the same by all probes and by those around troubles', () => {
    const span: Span = [TODAY - DAY_MS, TODAY];
    const byAll = daysOf(span, watched.probed, USUAL_JUDGING);
    const bySome = bygoneDays(span, NOW, USUAL_JUDGING);
    expect(bySome.map(({ service, day }) => [service, day])).toEqual(
      byAll.map(({ service, day }) => [service, day]),
    );
    for (const [index, { seconds }] of bySome.entries()) {
      const other = byAll[index]!.seconds;
      for (const state of ['down', 'degraded', 'unobserved'] as const)
        expect(Math.abs(seconds[state] - other[state])).toBeLessThan(120);
      for (const { operational, degraded, down, unobserved } of [seconds, other])
        expect(operational + degraded + down + unobserved).toBe(86_400);
    }
  });

  it('are mostly calm for ninety of them', () => {
    const days = bygoneDays([TODAY - 89 * DAY_MS, TODAY], NOW, USUAL_JUDGING);
    expect(days).toHaveLength(89 * 3);
    const sum = (state: 'down' | 'unobserved') =>
      days.reduce((total, { seconds }) => total + seconds[state], 0);
    expect(sum('down') / (days.length * 86_400)).toBeGreaterThan(0.0002);
    expect(sum('down') / (days.length * 86_400)).toBeLessThan(0.005);
    expect(sum('unobserved')).toBe(0);
  });
});
