import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { HistoryRequest } from '../../src/core/history/history-question';
import { anyReplayLeavesTheSame } from './any-replay';
import { aMinute, FIRST_HOURS, type HistoryRoom, many, suiteHasAHistoryRoom, values } from './history-room';

let room: HistoryRoom;
suiteHasAHistoryRoom((opened) => (room = opened));

const day = (more: Partial<HistoryRequest> = {}): HistoryRequest => ({
  metric: 'requests',
  ...FIRST_HOURS,
  ...more,
});

describe('totals', () => {
  const RANGE = { from: '2026-03-28T23:00:00Z', to: '2026-03-30T03:00:00Z' };
  const everyMetric = async (more: Partial<HistoryRequest>) => {
    const metrics = ['error_rate', 'response_time_p95'] as const;
    const answers = metrics.flatMap((metric) =>
      [undefined, 'shop'].map((service) => room.ask(day({ ...RANGE, metric, service, ...more }))),
    );
    return (await Promise.all(answers)).map(({ points }) => points);
  };
  /** A day and a half, with gaps. */
  const put = (more: Partial<Parameters<typeof aMinute>[2]> = {}) =>
    room.minutes.replace(
      Array.from({ length: 250 }, (_, i) =>
        aMinute(new Date(Date.parse(RANGE.from) + i * 7 * 60_000), many(5, 1 + i * 3), {
          errors: i % 3,
          service: i % 4 === 0 ? 'chat' : 'shop',
          ...more,
        }),
      ),
    );

  it.each<[string, Partial<HistoryRequest>]>([
    ['by day', { step: 86_400 }],
    ['by day of a zone', { step: 86_400, time_zone: 'Europe/Berlin' }],
    ['by six hours', { step: 21_600 }],
    ['by hour', { step: 3600 }],
    ['by five minutes', { step: 300, from: '2026-03-29T20:31:00Z' }],
    [
      'by minute, from within an hour',
      { step: 60, from: '2026-03-29T23:31:00Z', to: '2026-03-30T02:20:00Z' },
    ],
  ])('tell the same %s as minutes do, at each stage of folding', async (_name, more) => {
    await put();
    await put({ instance: 'two', errors: 0 });
    const expected = await everyMetric(more);
    for (let stage = 0; (await room.step()) > 0; stage++) expect(await everyMetric(more)).toEqual(expected);
    expect(await everyMetric(more)).toEqual(expected);
    await put({ instance: 'late' });
    const late = await everyMetric(more);
    expect(late).not.toEqual(expected);
    for (let stage = 0; (await room.step()) > 0; stage++) expect(await everyMetric(more)).toEqual(late);
    expect(await everyMetric(more)).toEqual(late);
  });

  it('are what is read once they are folded, and only then', async () => {
    await put();
    await room.fold();
    const byDay = { step: 86_400, from: '2026-03-29T00:00:00Z', to: '2026-03-30T00:00:00Z' } as const;
    const byMinute = { step: 60, from: '2026-03-29T23:02:00Z', to: '2026-03-29T23:04:00Z' } as const;
    const all = async () =>
      [values(await room.ask(day(byDay))), values(await room.ask(day(byMinute)))].flat();
    const [whole] = await all();
    await room.query(`UPDATE request_quarters SET requests = requests + 1000`);
    await room.query(`UPDATE request_minute_totals SET requests = 7000 WHERE minute = '2026-03-29T23:02Z'`);
    expect(await all()).toEqual([whole! + 4000, 7000, null]);
    await room.query(`INSERT INTO quarter_marks (hour) VALUES ('2026-03-29T06:00Z')`);
    expect((await all())[0]).toBe(whole! + 3000);
    await room.query(`INSERT INTO hour_marks (hour) VALUES ('2026-03-29T23:00Z')`);
    expect(await all()).toEqual([whole! + 2000, 5, null]);
    await room.fold();
    expect(await all()).toEqual([whole! + 2000, 5, null]);
  });
});

it('finds hours that a replica of an earlier release folded, and folds them again', async () => {
  const totals = () =>
    Promise.all(
      ['request_minute_totals', 'request_quarters'].map((table) =>
        room.query(`SELECT * FROM ${table} ORDER BY 1, 2`),
      ),
    );
  const marks = () => room.query('SELECT hour FROM hour_marks UNION ALL SELECT hour FROM quarter_marks');
  await room.minutes.replace([aMinute('2026-03-30T00:04:00Z', [1]), aMinute('2026-03-30T07:04:00Z', [2, 3])]);
  await room.fold();
  const [before] = await totals();
  await room.minutes.replace([aMinute('2026-03-30T07:05:00Z', [9], { errors: 1 })]);
  await room.fold();
  const expected = await totals();
  const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  await room.check();
  expect([await marks(), warned.mock.calls]).toEqual([[], []]);

  // as before the late minute: the earlier release has replaced the hour and nothing else
  await room.query(`DELETE FROM request_minute_totals WHERE minute = '2026-03-30T07:05Z'`);
  await room.query(
    `UPDATE request_quarters SET requests = 2, errors = 0 WHERE quarter = '2026-03-30T06:00Z'`,
  );
  await room.query(`DELETE FROM request_quarters WHERE quarter = '2026-03-30T00:00Z'`);
  expect((await totals())[0]).toEqual(before);
  await room.check();
  expect(await marks()).toHaveLength(3);
  await room.check();
  expect([(await marks()).length, warned.mock.calls.length]).toEqual([3, 1]);
  warned.mockRestore();
  await room.fold();
  expect(await totals()).toEqual(expected);
});

it('finds them by their errors alone', async () => {
  await room.minutes.replace([aMinute('2026-03-30T07:04:00Z', [2, 3], { errors: 1 })]);
  await room.fold();
  const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  await room.query('UPDATE request_minute_totals SET errors = 0');
  await room.query('UPDATE request_quarters SET errors = 0');
  await room.check();
  expect(await room.query('SELECT hour FROM hour_marks')).toEqual([{ hour: new Date('2026-03-30T07:00Z') }]);
  expect((await room.query('SELECT hour FROM quarter_marks')).length).toBeGreaterThan(0);
  warned.mockRestore();
});

it('does not fold an hour again whose minutes are forgotten: what it counted would be lost', async () => {
  await room.minutes.replace([aMinute('2026-03-30T00:04:00Z', [1]), aMinute('2026-03-30T07:04:00Z', [2, 3])]);
  await room.fold();
  const hours = () => room.query('SELECT hour, requests FROM error_bucket_totals ORDER BY hour');
  const before = await hours();
  for (const table of ['request_minutes', 'request_minute_totals'])
    await room.query(`DELETE FROM ${table} WHERE minute < '2026-03-30T06:00Z'`);
  await room.query(`INSERT INTO retention_floors VALUES ('request_minutes', '2026-03-30T06:00Z')`);
  await room.check();
  expect(await room.query('SELECT hour FROM hour_marks')).toEqual([]);
  await room.fold();
  expect(await hours()).toEqual(before);
  expect(before).toHaveLength(2);
});

it('leaves the same bytes in any order, split and repetition of writes and folds, three folders at once', async () => {
  const write = fc.record({
    minute: fc.nat(119).map((minute) => minute + 5 * 60), // two hours, each in another quarter of the day
    service: fc.constantFrom('shop', 'chat', 'watchroom-api'),
    instance: fc.constantFrom('one', 'two'),
  });
  await anyReplayLeavesTheSame(room, {
    writes: fc.uniqueArray(write, { minLength: 1, maxLength: 12, selector: (each) => JSON.stringify(each) }),
    // what a minute holds follows from its key: a repetition is a replay
    put: ({ minute, service, instance }) =>
      room.minutes.replace([
        aMinute(
          new Date(Date.UTC(2026, 2, 30, 0, minute)),
          [minute + 0.5, 10 * service.length, instance.length],
          { service, instance, errors: minute % 2 },
        ),
      ]),
    tables: ['error_buckets', 'error_bucket_totals', 'request_minute_totals', 'request_quarters'],
  });
});
