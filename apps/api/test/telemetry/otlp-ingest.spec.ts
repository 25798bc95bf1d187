import { gzipSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { minuteOf } from '../../src/core/time';
import { MOST_SERIES } from '../../src/core/requests/series-limits';
import { RequestMinuteRepository } from '../../src/storage/request-minutes/request-minute.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { otlpJson, post } from './otlp-payload';
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
beforeEach(() =>
  database.dataSource.query(
    'TRUNCATE metric_series, metric_points, minute_marks, request_minutes, hour_marks, error_buckets, reporting_services',
  ),
);

const now = () => Date.now();
const minutes = () =>
  database.dataSource.query(
    `SELECT minute, service, requests::int, errors::int, client_errors::int AS "clientErrors"
     FROM request_minutes ORDER BY minute, service, instance`,
  );

describe('an export', () => {
  it('becomes requests, errors and durations of its minute', async () => {
    const atMs = minuteOf(now());
    const answer = await post(
      app,
      otlpJson(
        { atMs, counts: [10, 20, 30, 0, 0] },
        { atMs, counts: [0, 0, 2, 1, 0], status: 503 },
        { atMs, counts: [4, 0, 0, 0, 0], status: 404 },
      ),
    );
    await foldAll(app, database);

    expect([answer.statusCode, answer.json(), answer.headers['content-type']]).toEqual([
      200,
      {},
      'application/json',
    ]);
    expect(await minutes()).toEqual([
      { minute: new Date(atMs - 60_000), service: 'shop', requests: 67, errors: 3, clientErrors: 4 },
    ]);
    const { distribution, services } = await app.get(RequestMinuteRepository).latency(new Date(atMs));
    expect([distribution.count, services]).toEqual([67, ['shop']]);
  });
});

describe('a service with too many series', () => {
  it('keeps its counts whole: what is beyond the limit is counted together', async () => {
    const atMs = minuteOf(now());
    const series = (minute: number, each: number) =>
      Array.from({ length: MOST_SERIES + 20 }, (_, i) => ({
        atMs: atMs + (minute - 2) * 60_000,
        startMs: atMs - 180_000,
        counts: [0, each, 0, 0, 0],
        cumulative: true,
        attributes: { route: `/${i}` },
      }));
    await post(app, otlpJson(...series(1, 2)));
    await post(app, otlpJson(...series(2, 5)));
    await foldAll(app, database);

    expect(await minutes()).toMatchObject([
      { requests: 2 * (MOST_SERIES + 20) },
      { requests: 3 * (MOST_SERIES + 20) },
    ]);
    const [row] = await database.dataSource.query(
      'SELECT count(*)::int AS all, sum(overflow::int)::int AS overflow FROM metric_series',
    );
    expect(row).toEqual({ all: MOST_SERIES + 1, overflow: 1 });
  });
});

describe('content encoding', () => {
  const body = () => JSON.stringify(otlpJson({ atMs: now(), counts: [1, 0, 0, 0, 0] }));

  it.each([
    ['gzip', (text: string) => gzipSync(text)],
    ['deflate', (text: string) => deflateSync(text)],
    ['identity', (text: string) => Buffer.from(text)],
  ])('%s is read', async (encoding, compress) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const answer = await post(app, compress(body()), headers);
    await foldAll(app, database);
    expect([answer.statusCode, (await minutes()).length]).toEqual([200, 1]);
  });
});
