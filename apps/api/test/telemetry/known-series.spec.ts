import { describe, expect, it, jest } from '@jest/globals';
import { MetricSeriesRepository } from '../../src/storage/metric-series/metric-series.repository';
import { otlpJson, type PointOptions, post } from './otlp-payload';
import { toldMinutes } from './told-minutes';

const { room, base, fold } = toldMinutes();

const point = (minute: number, more: Partial<PointOptions> = {}): PointOptions => ({
  atMs: base + minute * 60_000,
  counts: [1, 0, 0, 0, 0],
  ...more,
});
const send = (...points: PointOptions[]) => post(room.app, otlpJson(...points));
const requests = async () => {
  await fold();
  const [row] = await room.database.dataSource.query('SELECT sum(requests)::int AS n FROM request_minutes');
  return (row as { n: number }).n;
};
const newest = async () => {
  const [row] = await room.database.dataSource.query('SELECT newest_at FROM metric_series');
  return ((row as { newest_at: Date }).newest_at.getTime() - base) / 60_000;
};

describe('a known series', () => {
  it('is not asked for again, and its newest point is written down at times', async () => {
    const useOf = jest.spyOn(room.app.get(MetricSeriesRepository), 'useOf');
    for (const minute of [1, 2, 3, 6]) await send(point(minute));
    expect([useOf.mock.calls.length, await newest()]).toEqual([1, 1]);
    await send(point(7));
    expect([useOf.mock.calls.length, await newest()]).toEqual([2, 7]);
    useOf.mockRestore();
    expect(await requests()).toBe(5);
  });

  it('that has been removed meanwhile is added again: its points and those sent with it are stored', async () => {
    const other = { attributes: { route: '/other' } };
    await send(point(1), point(1, other));
    await room.database.dataSource.query(
      'DELETE FROM metric_series WHERE id = (SELECT min(id) FROM metric_series)',
    );
    expect((await send(point(2), point(2, other))).statusCode).toBe(200);
    const [row] = await room.database.dataSource.query(
      `SELECT count(*)::int AS n FROM metric_points JOIN metric_series ON id = series_id WHERE at = $1`,
      [new Date(base + 120_000)],
    );
    expect(row).toEqual({ n: 2 });
    expect(await requests()).toBe(3);
  });

  it('of many requests at once is stored once for each, whatever is sent twice', async () => {
    const all = Array.from({ length: 40 }, (_, i) => point(1 + i / 60, { instance: `pod-${i % 4}` }));
    await send(...all.slice(0, 4));
    const answers = await Promise.all([...all, ...all].map((each) => send(each)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(await requests()).toBe(40);
  });
});
