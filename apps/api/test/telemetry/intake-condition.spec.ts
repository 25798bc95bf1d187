import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CurrentMetrics } from '@watchroom/contracts';
import { MOST_SERIES } from '../../src/core/requests/series-limits';
import { MinuteFolder } from '../../src/features/telemetry/minute.folder';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';
import { otlpJson, type PointOptions, post } from './otlp-payload';

let test: TestApplication;
let monitor: TestSignIn;
beforeAll(async () => {
  test = await startTestApplication();
  monitor = await test.signIn('SYSTEM_MONITOR');
});
afterAll(() => test.close());

const send = async (...points: PointOptions[]) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${test.ingestToken}` };
  expect((await post(test.app, otlpJson(...points), headers)).statusCode).toBe(200);
};
const fold = async () => {
  const folder = test.app.get(MinuteFolder);
  while ((await test.database.dataSource.transaction((manager) => folder.fold(manager))) > 0);
};
/** A snapshot stands for a second; the next one is another. */
async function evidence() {
  const read = async () =>
    (await (
      await fetch(`${test.url}/api/admin/metrics/current`, { headers: monitor.headers })
    ).json()) as CurrentMetrics;
  const { as_of: before } = await read();
  for (;;) {
    const { as_of, evidence: found } = await read();
    if (as_of !== before) return found;
  }
}

it('shows whose series overflow, how far counting is behind, and what could not be read', async () => {
  const atMs = Date.now() - 60_000;
  await send({ atMs, counts: [1, 0, 0, 0, 0] });
  await fold();
  expect((await evidence()).error_rate_last_hour).toMatchObject({
    n: 1,
    overflowing: [],
    behind_seconds: 0,
    unreadable_reports: 0,
  });

  await send(
    ...Array.from({ length: MOST_SERIES + 5 }, (_, i) => ({
      service: 'many',
      atMs,
      counts: [1, 0, 0, 0, 0],
      attributes: { route: `/${i}` },
    })),
  );
  await fold();
  const { dataSource } = test.database;
  await dataSource.query(
    `UPDATE metric_points SET damaged_at = now() WHERE series_id = (SELECT id FROM metric_series WHERE service = 'shop')`,
  );
  // the folder waits for the lock that lets one fold at a time, as if it could not keep up
  const runner = dataSource.createQueryRunner();
  await runner.query('SELECT pg_advisory_lock(7270112027)');
  await runner.query(
    `INSERT INTO minute_marks (service, instance, minute, marked_at) VALUES ('x', 'y', now(), now() - interval '45 s')`,
  );
  const condition = { overflowing: ['many'], behind_seconds: 40, unreadable_reports: 1 };
  const { error_rate_last_hour, api_response_time_p95 } = await evidence();
  await runner.query('SELECT pg_advisory_unlock(7270112027)');
  await runner.release();
  expect(error_rate_last_hour).toMatchObject({ ...condition, n: MOST_SERIES + 6 });
  expect(api_response_time_p95).toMatchObject(condition);
});
