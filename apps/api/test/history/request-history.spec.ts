import { describe, expect, it } from '@jest/globals';
import type { History } from '@watchroom/contracts';
import type { HistoryRequest } from '../../src/core/history/history-question';
import { aMinute, FIRST_HOURS, type HistoryRoom, many, suiteHasAHistoryRoom, values } from './history-room';

let room: HistoryRoom;
suiteHasAHistoryRoom((opened) => (room = opened));

const day = (more: Partial<HistoryRequest> = {}): HistoryRequest => ({
  metric: 'requests',
  ...FIRST_HOURS,
  ...more,
});
const states = ({ points }: History) => points.map(({ state }) => state);

describe('requests over time', () => {
  it('are the same before, between and after folding', async () => {
    await room.minutes.replace([
      aMinute('2026-03-30T00:04:00Z', many(30, 10), { errors: 3 }),
      aMinute('2026-03-30T00:04:00Z', many(70, 1000), { errors: 1, service: 'chat' }),
      aMinute('2026-03-30T02:00:00Z', []),
      aMinute('2026-03-30T02:01:00Z', [], { instance: 'two' }),
    ]);
    const all = async () => [
      await room.ask(day()),
      await room.ask(day({ metric: 'error_rate' })),
      await room.ask(day({ metric: 'response_time_p50' })),
      await room.ask(day({ metric: 'response_time_p50', service: 'shop' })),
      await room.ask(day({ service: 'chat' })),
    ];
    const before = await all();
    expect(before.map(values)).toEqual([
      [100, null, 0],
      [0.04, null, null],
      [expect.closeTo(1000, -1), null, null],
      [expect.closeTo(10, 1), null, null],
      [70, null, null],
    ]);
    expect(states(before[0]!)).toEqual(['value', 'unobserved', 'no_traffic']);
    expect(before[0]).toMatchObject({ sources: ['chat', 'shop'], resolution_seconds: 3600, service: null });
    expect(before[0]!.points.map((point) => point.observed_minutes)).toEqual([1, 0, 2]);
    await room.fold();
    expect(await all()).toEqual(before);
    await room.minutes.replace([aMinute('2026-03-30T00:05:00Z', many(10, 10))]);
    const late = await all();
    expect(values(late[0]!)).toEqual([110, null, 0]);
    await room.fold();
    expect(await all()).toEqual(late);
  });

  it('are told of one service alone, and of none that never reported', async () => {
    await room.minutes.replace([aMinute('2026-03-30T00:04:00Z', [1])]);
    expect((await room.ask(day({ service: 'shop' }))).sources).toEqual(['shop']);
    await expect(room.ask(day({ service: 'shops' }))).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('there are: shop.'),
    });
  });

  it("are Watchroom's own only until another service reports", async () => {
    const own = { service: 'watchroom-api', source: 'own' as const };
    await room.minutes.replace([aMinute('2026-03-30T00:04:00Z', [1, 2], own)]);
    await room.fold();
    const alone = await room.ask(day());
    expect([alone.sources, values(alone)]).toEqual([['watchroom-api'], [2, null, null]]);
    await room.minutes.replace([aMinute('2026-03-30T01:04:00Z', [1])]);
    expect(values(await room.ask(day()))).toEqual([null, 1, null]);
    await room.fold();
    const both = await room.ask(day());
    expect([both.sources, values(both)]).toEqual([['shop'], [null, 1, null]]);
    expect(values(await room.ask(day({ service: 'watchroom-api' })))).toEqual([2, null, null]);
  });

  it('have no percentile of hours that were folded before durations were kept', async () => {
    await room.query(`INSERT INTO error_buckets VALUES ('2026-03-30T00:00Z', 'shop', 500, 5, 0, 60)`);
    await room.query(`INSERT INTO error_bucket_totals VALUES ('2026-03-30T00:00Z', 500, 5, 0, 60, NULL)`);
    await room.query(`INSERT INTO reporting_services VALUES ('shop', now(), now())`);
    expect(values(await room.ask(day()))).toEqual([500, null, null]);
    for (const service of ['shop', undefined]) {
      const p95 = await room.ask(day({ metric: 'response_time_p95', service, to: '2026-03-30T01:00:00Z' }));
      expect(p95.points).toEqual([
        expect.objectContaining({ state: 'unobserved', value: null, n: null, observed_minutes: 60 }),
      ]);
    }
  });

  it('come by minute, the one that is filling marked', async () => {
    await room.minutes.replace([
      aMinute('2026-03-30T11:58:00Z', many(60, 5)),
      aMinute('2026-03-30T12:00:00Z', many(2, 5)),
    ]);
    const { points, resolution_seconds } = await room.ask(
      day({
        metric: 'response_time_p95',
        from: '2026-03-30T11:58:10Z',
        to: '2026-03-30T12:00:30Z',
        step: 60,
      }),
    );
    expect(resolution_seconds).toBe(60);
    expect(points).toMatchObject([
      { start: '2026-03-30T11:58:00.000Z', state: 'value', n: 60, too_few: false, filling: false },
      { start: '2026-03-30T11:59:00.000Z', state: 'unobserved', value: null, n: null, filling: false },
      { start: '2026-03-30T12:00:00.000Z', state: 'value', n: 2, too_few: true, filling: true },
    ]);
    expect(points[0]!.relative_error).toBeLessThanOrEqual(0.0055);
  });
});

it('gives a local day 23 or 25 hours, and each request to one day', async () => {
  const daysOf = async (from: string, hours: number) => {
    await room.empty();
    const start = Date.parse(from);
    const hourly = Array.from({ length: hours }, (_, i) => aMinute(new Date(start + i * 3_600_000), [1]));
    await room.minutes.replace(hourly);
    await room.fold();
    room.clock.at = new Date(start + (hours + 1) * 3_600_000);
    const to = new Date(start + hours * 3_600_000).toISOString();
    return room.ask(day({ from, to, step: 86_400, time_zone: 'Europe/Berlin' }));
  };
  const spring = await daysOf('2026-03-27T23:00:00Z', 71);
  expect(spring.points.map(({ seconds, value }) => [seconds / 3600, value])).toEqual([
    [24, 24],
    [23, 23],
    [24, 24],
  ]);
  const autumn = await daysOf('2026-10-24T22:00:00Z', 49);
  expect(autumn.points.map(({ seconds, value }) => [seconds / 3600, value])).toEqual([
    [25, 25],
    [24, 24],
  ]);
  const leap = await daysOf('2028-02-28T23:00:00Z', 48);
  expect(leap.points.map(({ start, value }) => [start.slice(0, 10), value])).toEqual([
    ['2028-02-28', 24],
    ['2028-02-29', 24],
  ]);
});

it('is one snapshot while writers and folders run, however many statements it takes', async () => {
  const range = { from: '2026-03-15T00:00:00Z', to: '2026-03-30T01:00:00Z' };
  const seen: number[] = [];
  let writing = true;
  const write = async () => {
    for (let i = 0; i < 60; i++)
      await room.minutes.replace([
        aMinute(new Date(Date.UTC(2026, 2, 15, 0, i)), many(10, i + 1)),
        aMinute(new Date(Date.UTC(2026, 2, 30, 0, i)), many(10, i + 1)),
      ]);
    writing = false;
  };
  const read = async () => {
    while (writing) {
      const { points } = await room.ask(day({ ...range, metric: 'response_time_p95' }));
      expect(points.at(-1)!.n).toBe(points[0]!.n);
      seen.push(points[0]!.n ?? 0);
    }
  };
  const folding = async () => {
    while (writing) await room.step();
  };
  await Promise.all([write(), read(), read(), folding(), folding()]);
  expect(seen.length).toBeGreaterThan(2);
  const [first, last] = [0, -1].map((i) => room.ask(day(range)).then(({ points }) => points.at(i)));
  expect(await first).toMatchObject({ value: 600, observed_minutes: 60 });
  expect(await last).toMatchObject({ value: 600, observed_minutes: 60 });
});
