import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { minuteOf } from '../../src/core/requests/minute';
import { MetricPointRepository } from '../../src/storage/metric-points/metric-point.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { otlpJson, type PointOptions, post } from './otlp-payload';
import { foldAll, telemetryApp } from './telemetry-app';

let database: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await telemetryApp(database.url);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
const empty = () =>
  database.dataSource.query(
    'TRUNCATE metric_series, metric_points, minute_marks, request_minutes, hour_marks, error_buckets, reporting_services',
  );
beforeEach(empty);

const base = minuteOf(Date.now() - 30 * 60_000);
const send = async (...points: PointOptions[]) => {
  const answer = await post(app, otlpJson(...points));
  expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
};
const fold = () => foldAll(app, database);
const rows = () =>
  database.dataSource.query('SELECT * FROM request_minutes ORDER BY minute, service, instance');
const requests = async () =>
  ((await rows()) as { minute: Date; requests: string }[]).map(({ minute, requests: count }) => [
    (minute.getTime() - base) / 60_000,
    Number(count),
  ]);
const cumulative = (minute: number, count: number, more: Partial<PointOptions> = {}): PointOptions => ({
  atMs: base + minute * 60_000,
  startMs: base,
  counts: [0, count, 0, 0, 0],
  cumulative: true,
  ...more,
});

describe('a mark', () => {
  const marks = () => database.dataSource.query('SELECT service, instance, minute FROM minute_marks');
  const folded = async () => {
    const most = { marks: 0, points: 0 };
    await database.dataSource.transaction(async (manager) => {
      const repository = app.get(MetricPointRepository);
      const minutes = await repository.takeMarked(100, manager);
      const { points } = await repository.within(minutes, manager);
      Object.assign(most, { marks: minutes.length, points: points.length });
    });
    return most;
  };

  it('has nothing folded but the minute of the instance that reported', async () => {
    await send(cumulative(1, 5), cumulative(2, 7), cumulative(1, 4, { instance: 'two' }));
    expect(await folded()).toEqual({ marks: 3, points: 3 });
    await send(cumulative(2, 9, { instance: 'two' }));
    expect(await marks()).toHaveLength(1);
    expect(await folded()).toEqual({ marks: 1, points: 1 });
  });

  it('is taken with all others of the same minute', async () => {
    for (const seconds of [10, 20, 30]) await send(cumulative(1 - seconds / 60, 5 - seconds / 10));
    await send(cumulative(3, 9));
    expect(await marks()).toHaveLength(4);
    await database.dataSource.transaction((manager) => app.get(MetricPointRepository).takeMarked(1, manager));
    expect(await marks()).toHaveLength(1);
  });
});

describe('a stored point that cannot be read', () => {
  const damage = (minute: number) =>
    database.dataSource.query(`UPDATE metric_points SET payload = '\\xff' WHERE at = $1`, [
      new Date(base + minute * 60_000),
    ]);
  const damaged = async () => {
    const found = await database.dataSource.query(
      'SELECT at FROM metric_points WHERE damaged_at IS NOT NULL ORDER BY at',
    );
    return (found as { at: Date }[]).map(({ at }) => (at.getTime() - base) / 60_000);
  };

  it('is set aside: all others are counted, and what it counted with the one that follows', async () => {
    await send(cumulative(1, 5), cumulative(2, 12), cumulative(3, 20), cumulative(4, 21));
    await send(cumulative(2, 3, { instance: 'two' }));
    await damage(2);
    await fold();
    expect(await requests()).toEqual([
      [0, 5],
      [2, 15],
      [3, 1],
    ]);
    expect(await damaged()).toEqual([2, 2]);
  });

  it('is passed over when it is the one before what came', async () => {
    await send(cumulative(1, 5), cumulative(2, 12));
    await fold();
    await damage(2);
    await send(cumulative(3, 20));
    await fold();
    expect((await requests()).at(-1)).toEqual([2, 15]);
  });

  it('is told once', async () => {
    await send(cumulative(1, 5));
    await damage(1);
    const told: number[] = [];
    for (let i = 0; i < 2; i++)
      await database.dataSource.transaction(async (manager) => {
        const minutes = [{ service: 'shop', instance: await instance(), minute: new Date(base) }];
        told.push((await app.get(MetricPointRepository).within(minutes, manager)).setAside);
      });
    expect(told).toEqual([1, 0]);
  });

  const instance = async () => {
    const [row] = await database.dataSource.query('SELECT instance FROM metric_series');
    return (row as { instance: string }).instance;
  };
});
