import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from 'typeorm';
import { Distribution } from '../../src/core/latency/distribution';
import { HOUR_MS, hourOf } from '../../src/core/time';
import type { RequestMinute } from '../../src/core/requests/request-minute';
import { ErrorBucketAggregator } from '../../src/features/telemetry/error-bucket.aggregator';
import { ErrorBucketRepository } from '../../src/storage/error-buckets/error-bucket.repository';
import { RequestMinuteRepository } from '../../src/storage/request-minutes/request-minute.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { telemetryApp } from './telemetry-app';

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
beforeEach(() =>
  database.dataSource.query(
    'TRUNCATE request_minutes, hour_marks, error_buckets, reporting_services, retention_floors',
  ),
);

const hour = hourOf(Date.now() - 5 * HOUR_MS);
const at = (hours: number, minutes = 0) => new Date(hour + hours * HOUR_MS + minutes * 60_000);
const minute = (start: Date, requests: number, errors = 0, more: Partial<RequestMinute> = {}) => ({
  minute: start,
  service: 'shop',
  instance: 'one',
  source: 'otlp' as const,
  requests,
  errors,
  clientErrors: 0,
  distribution: new Distribution(),
  newestAt: start,
  ...more,
});
const put = (...minutes: RequestMinute[]) => app.get(RequestMinuteRepository).replace(minutes);
const step = () =>
  database.dataSource.transaction((manager: EntityManager) => app.get(ErrorBucketAggregator).fold(manager));
const fold = async () => {
  while ((await step()) > 0);
};
const within = (from: number, to: number) => app.get(ErrorBucketRepository).within(at(from), at(to));
const rows = () => database.dataSource.query('SELECT * FROM error_buckets ORDER BY hour, service');

describe('the aggregator', () => {
  it('folds once, twice, late and three times at once to the same rows', async () => {
    await put(minute(at(0, 4), 10, 1), minute(at(0, 5), 20, 2), minute(at(0, 5), 5, 0, { instance: 'two' }));
    await put(minute(at(1, 0), 0), minute(at(0, 9), 3, 0, { service: 'chat' }));
    await fold();
    const once = await rows();
    expect(once).toMatchObject([
      { service: 'chat', requests: '3', observed_minutes: 1 },
      { service: 'shop', requests: '35', errors: '3', observed_minutes: 2 },
      { service: 'shop', requests: '0', errors: '0', observed_minutes: 1 },
    ]);

    await fold();
    expect(await rows()).toEqual(once);

    await put(minute(at(0, 4), 10, 1));
    await Promise.all([fold(), fold(), fold()]);
    expect(await rows()).toEqual(once);
  });

  it.each([0, -42])(
    'folds an hour again when one of its minutes comes late: %i and 5 hours ago',
    async (ago) => {
      await put(minute(at(ago, 4), 10, 1));
      await fold();
      await put(minute(at(ago, 59), 5, 5));
      await fold();
      expect(await rows()).toMatchObject([{ requests: '15', errors: '6', observed_minutes: 2 }]);
    },
  );

  it('catches up on missed hours in bounded steps', async () => {
    await put(...Array.from({ length: 30 }, (_, i) => minute(at(i - 24), i)));
    expect([await step(), await step()]).toEqual([4, 4]);
    await fold();
    expect(await rows()).toHaveLength(30);
  });

  it('never folds an hour that has lost minutes to retention', async () => {
    await database.dataSource.query(`INSERT INTO error_buckets VALUES ($1, 'shop', 500, 5, 0, 60)`, [
      at(-60),
    ]);
    await database.dataSource.query(`INSERT INTO retention_floors VALUES ('request_minutes', $1)`, [at(-59)]);
    await put(minute(at(-60, 3), 1), minute(at(-59, 3), 2));
    await fold();
    expect(await rows()).toMatchObject([{ requests: '500' }, { requests: '2' }]);
  });
});

describe('hours at read', () => {
  it('are exact before, between and after folding, the filling one included', async () => {
    const expected = [
      { start: at(0), requests: 30, errors: 3 },
      { start: at(2), requests: 7, errors: 0 },
    ];
    await put(minute(at(0, 4), 10, 1), minute(at(0, 5), 20, 2), minute(at(2, 0), 7));
    expect(await within(0, 3)).toEqual(expected);
    await step();
    expect(await within(0, 3)).toEqual(expected);
    await put(minute(at(2, 1), 3, 1));
    expect(await within(2, 3)).toEqual([{ start: at(2), requests: 10, errors: 1 }]);
    expect(await within(1, 2)).toEqual([]);
  });

  it('are exact while writers and folders run', async () => {
    const reads: number[] = [];
    const write = async () => {
      for (let i = 0; i < 30; i++) await put(minute(at(0, i), 10));
    };
    const read = async () => {
      for (let i = 0; i < 60; i++) reads.push((await within(0, 1))[0]?.requests ?? 0);
    };
    const folding = async () => {
      for (let i = 0; i < 30; i++) await step();
    };
    await Promise.all([write(), read(), folding(), folding()]);
    expect(reads).toEqual(reads.toSorted((a, b) => a - b));
    expect(await within(0, 1)).toEqual([{ start: at(0), requests: 300, errors: 0 }]);
    await fold();
    expect(await rows()).toMatchObject([{ requests: '300', observed_minutes: 30 }]);
  });

  it("cover Watchroom's own API only until another service reports", async () => {
    await put(minute(at(0), 4, 0, { service: 'watchroom-api', source: 'own' }));
    await fold();
    expect(await within(0, 1)).toEqual([{ start: at(0), requests: 4, errors: 0 }]);
    await put(minute(at(1), 1));
    expect(await within(0, 2)).toEqual([{ start: at(1), requests: 1, errors: 0 }]);
  });
});
