import { describe, expect, it } from '@jest/globals';
import { QUALITY_LEVELS } from '@watchroom/contracts';
import { Distribution } from '../../src/core/latency/distribution';
import { HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { seededRandom } from '../chance/seeded-random';
import { ROUTES } from '../requests/service-facts';
import { callsWithin } from '../sessions/managed-calls';
import { sessionsWithin } from '../sessions/simulated-session';
import { lognormalDurations, normalBelow } from './lognormal-durations';
import { poolHourOf, poolMinuteOf } from './pool-past';
import { requestHourOf } from './request-hours';
import { sessionMinutesOf } from './session-past';
import { unlivedHours } from './unlived-hours';

const NOW = Date.parse('2026-11-23T12:34:56Z');
const HOUR = Date.parse('2026-11-20T15:00:00Z');

describe('hours that nobody has lived', () => {
  it('are those of thirty days without a row, the one that has begun included', () => {
    const hours = unlivedHours([], NOW, 30);
    expect([hours.length, hours[0], hours.at(-1)]).toEqual([
      721,
      Date.parse('2026-10-24T12:00:00Z'),
      Date.parse('2026-11-23T12:00:00Z'),
    ]);
    const lived = [new Date('2026-11-23T12:10:00Z'), new Date('2026-11-01T00:00:00Z')];
    expect(unlivedHours(lived, NOW, 30)).toEqual(
      hours.filter((hour) => hour !== hours.at(-1) && hour !== lived[1]!.getTime()),
    );
  });
});

describe('sessions of the past', () => {
  it('are those of the play that were open at the start of each minute', () => {
    const from = NOW - 90 * MINUTE_MS - 56_000;
    const minutes = sessionMinutesOf(from, NOW);
    expect(minutes).toHaveLength(91);
    for (const { minute, active, quality, byProvider, sampledAt } of minutes) {
      const at = minute.getTime();
      const open = [...sessionsWithin(at, at + 1)].length + callsWithin(at, at + 1).length;
      expect([at, active, sampledAt]).toEqual([at, open, minute]);
      const on = (provider: string) =>
        [...sessionsWithin(at, at + 1)].filter((session) => session.provider === provider).length;
      expect(byProvider).toEqual({
        daily_co: on('daily_co'),
        livekit: on('livekit'),
        beyond_presence: on('livekit') + callsWithin(at, at + 1).length,
        unknown: 0,
      });
      const heard = [...sessionsWithin(at - HOUR_MS, at + 1)];
      for (const level of QUALITY_LEVELS)
        expect(quality[level]).toBe(heard.filter(({ usualQuality }) => usualQuality === level).length);
    }
  });

  it('are the same in whatever stretches they are asked for', () => {
    const from = HOUR - 3 * HOUR_MS;
    const parts = [0, 1, 2].flatMap((hour) =>
      sessionMinutesOf(from + hour * HOUR_MS, from + (hour + 1) * HOUR_MS),
    );
    expect(parts).toEqual(sessionMinutesOf(from, HOUR));
  });
});

describe('lognormal durations', () => {
  it.each([20, 140, 160, 50_000])('are about %d around their median', (mean) => {
    const of = { medianMs: 80, spread: 0.8, unitMs: 1000, scale: 4 } as const;
    const durations = lognormalDurations(seededRandom('durations', mean), mean, of);
    expect(Math.abs(durations.count - mean)).toBeLessThan(5 * Math.sqrt(mean));
    if (mean < 1_000) return;
    expect(durations.quantile(0.5)!.value / 80).toBeCloseTo(1, 1);
    expect(durations.quantile(0.95)!.value / (80 * Math.exp(1.645 * 0.8))).toBeCloseTo(1, 1);
    expect(durations.quantile(0.95)!.relativeError).toBeCloseTo(0.0217, 3);
    expect(Distribution.decode(durations.encode()).encode()).toEqual(durations.encode());
  });

  it('are none where none are asked for', () =>
    expect(lognormalDurations(Math.random, 0, { medianMs: 1, spread: 1, unitMs: 1, scale: 6 }).count).toBe(
      0,
    ));

  it.each([
    [0, 0.5],
    [1.959964, 0.975],
    [-1.644854, 0.05],
    [6, 1],
  ])('lie as the normal distribution does: below %d', (x, share) =>
    expect(normalBelow(x)).toBeCloseTo(share, 6),
  );
});

describe('requests of the past by hour', () => {
  it('add up: routes, statuses, and durations tell of the same requests', () => {
    const { service, routes, minutes } = requestHourOf(HOUR, false)!;
    const places = routes.counts();
    expect(places.reduce((sum, { requests }) => sum + requests, 0)).toBe(service.requests);
    expect(places.reduce((sum, { errors }) => sum + errors, 0)).toBe(service.errors);
    expect(service).toMatchObject({ service: 'counselling-api', hour: new Date(HOUR), observedMinutes: 60 });
    expect(service.distribution.count).toBe(service.requests);
    expect(service.clientErrors).toBeGreaterThan(100);
    expect(service.requests / 3600).toBeGreaterThan(6);
    expect(service.requests / 3600).toBeLessThan(16);
    expect(new Set(places.map(({ route }) => route))).toEqual(new Set(ROUTES.map(({ route }) => route)));
    expect(minutes).toEqual([]);
    expect(requestHourOf(HOUR, false)).toEqual(requestHourOf(HOUR, false));
  });

  it('add up by minute, where minutes can still be asked for', () => {
    const { service, minutes } = requestHourOf(HOUR, true)!;
    expect(minutes).toHaveLength(60);
    expect(minutes.reduce((sum, { requests }) => sum + requests, 0)).toBe(service.requests);
    expect(minutes.reduce((sum, { errors }) => sum + errors, 0)).toBe(service.errors);
  });

  it('are a usual month: mostly calm, some hours bad, a p95 of about 290 ms, some hours unmeasured', () => {
    const hours = Array.from({ length: 28 * 24 }, (_, back) => requestHourOf(HOUR - back * HOUR_MS, false));
    const measured = hours.filter((hour) => hour !== null);
    const rates = measured.map(({ service }) => service.errors / service.requests);
    expect(hours.length - measured.length).toBeGreaterThan(0);
    expect(hours.length - measured.length).toBeLessThan(12);
    expect(rates.filter((rate) => rate > 0.05).length).toBeGreaterThan(2);
    expect(rates.filter((rate) => rate > 0.02).length).toBeLessThan(50);
    expect(rates.filter((rate) => rate < 0.01).length / rates.length).toBeGreaterThan(0.9);
    for (const { service } of measured) {
      const p95 = service.distribution.quantile(0.95)!.value;
      expect(p95).toBeGreaterThan(230);
      expect(p95).toBeLessThan(360);
    }
  });
});

describe('the pool of the past', () => {
  it('waits under a millisecond, now and then in a line, of a replica that has left', () => {
    const minutes = Array.from({ length: 20 * 1440 }, (_, back) =>
      poolMinuteOf(HOUR - back * MINUTE_MS, NOW),
    );
    const p95Of = ({ waits }: { waits: Buffer }) => Distribution.decode(waits).quantile(0.95)!.value;
    const lines = minutes.filter(({ waitingMax }) => waitingMax! > 0);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(20 * 4);
    for (const line of lines) expect(p95Of(line)).toBeGreaterThan(5);
    for (const minute of minutes.filter(({ waitingMax }) => waitingMax === 0).slice(0, 500))
      expect(p95Of(minute)).toBeLessThan(1);
    expect(new Set(minutes.map(({ size }) => size))).toEqual(new Set([0]));
    for (const { usedMs, offeredMs, useMax } of minutes) {
      expect(usedMs! / offeredMs!).toBeLessThan(useMax!);
      expect(useMax).toBeLessThanOrEqual(1);
    }
  });

  it('tells whole hours as it would have told their minutes', () => {
    const minutes = Array.from({ length: 60 }, (_, index) => poolMinuteOf(HOUR + index * MINUTE_MS, NOW));
    const count = minutes.reduce((sum, { waits }) => sum + Distribution.decode(waits).count, 0);
    const hour = poolHourOf(HOUR);
    expect(hour.waits.count / count).toBeCloseTo(1, 1);
    expect(hour).toMatchObject({ hour: new Date(HOUR), observedMinutes: 60, unreadable: 0 });
  });
});
