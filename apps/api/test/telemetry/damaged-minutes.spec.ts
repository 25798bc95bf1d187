import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type CurrentMetrics, type History, routes } from '@watchroom/contracts';
import { minuteOf } from '../../src/core/time';
import { ErrorBucketAggregator } from '../../src/features/telemetry/error-bucket.aggregator';
import { QuarterFolder } from '../../src/features/telemetry/quarter.folder';
import { RequestMinuteRepository } from '../../src/storage/request-minutes/request-minute.repository';
import { aMinute } from '../history/history-room';
import { letAnotherReplicaLead } from '../setup/another-replica';
import { startTestApplication, type TestApplication, type TestSignIn } from '../setup/application';

let watchroom: TestApplication;
let monitor: TestSignIn;
const told = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
beforeAll(async () => {
  watchroom = await startTestApplication();
  await letAnotherReplicaLead(watchroom.database.dataSource); // what is folded before it is damaged stays whole
  monitor = await watchroom.signIn('SYSTEM_MONITOR');
});
afterAll(async () => {
  told.mockRestore();
  await watchroom.close();
});

const minute = new Date(minuteOf(Date.now() - 60_000));
const fast = Array.from({ length: 100 }, () => 8);
const slow = Array.from({ length: 100 }, () => 4096);
const put = () =>
  watchroom.app
    .get(RequestMinuteRepository, { strict: false })
    .replace([
      aMinute(minute, fast, { errors: 10 }),
      aMinute(minute, slow, { instance: 'two', newestAt: new Date() }),
    ]);
const flip = (byte: number) =>
  watchroom.database.dataSource.query(
    `UPDATE request_minutes SET distribution = set_byte(distribution, $1, get_byte(distribution, $1) # 1)
     WHERE instance = 'two'`,
    [byte],
  );
const fold = async () => {
  const { dataSource } = watchroom.database;
  for (const folder of [watchroom.app.get(ErrorBucketAggregator), watchroom.app.get(QuarterFolder)])
    while ((await dataSource.transaction((manager) => folder.fold(manager))) > 0);
};
const read = async <Body>(path: string) => {
  const answer = await fetch(`${watchroom.url}${path}`, { headers: monitor.headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Body;
};
/** A snapshot stands for a second; the next one is another. */
async function current(): Promise<CurrentMetrics> {
  const { as_of: before } = await read<CurrentMetrics>(routes.currentMetrics);
  for (;;) {
    const next = await read<CurrentMetrics>(routes.currentMetrics);
    if (next.as_of !== before) return next;
  }
}
/** An answer stands for a second; this one is of now. */
async function history(step: number, service?: string) {
  const askedAt = Date.now();
  const [from, to] = [0, 60_000].map((ms) => new Date(minute.getTime() + ms).toISOString());
  const asked = {
    metric: 'response_time_p95',
    from: from!,
    to: to!,
    step: `${step}`,
    ...(service && { service }),
  };
  for (;;) {
    const answer = await read<History>(`${routes.history}?${new URLSearchParams(asked).toString()}`);
    if (Date.parse(answer.as_of) >= askedAt) return answer.points.find(({ n }) => n !== null);
  }
}
const everywhere = () =>
  Promise.all([60, 3600, 86_400].flatMap((step) => [history(step), history(step, 'shop')]));

it('sets damaged durations aside, and says so wherever they are missing', async () => {
  await put();
  expect((await current()).evidence.api_response_time_p95).toMatchObject({ n: 200, unreadable_reports: 0 });
  await flip(5);

  const damaged = await current();
  expect(damaged.api_response_time_p95).toBe(8);
  expect(damaged.evidence.api_response_time_p95).toMatchObject({ n: 100, unreadable_reports: 1 });
  expect(damaged.error_rate_last_hour).toBe(0.05);
  expect(damaged.evidence.error_rate_last_hour).toMatchObject({ n: 200, unreadable_reports: 0 });
  const expected = { state: 'value', value: 8, n: 100, unreadable: 100 };
  for (const point of await everywhere()) expect(point).toMatchObject(expected);

  await fold();
  for (const point of await everywhere()) expect(point).toMatchObject(expected);
  const words = () => told.mock.calls.filter(([text]) => String(text).includes('cannot be read'));
  expect(words()).toHaveLength(1);
});

it('counts them again once they are whole', async () => {
  await flip(5);
  await put();
  await fold();
  expect((await current()).evidence.api_response_time_p95).toMatchObject({ n: 200, unreadable_reports: 0 });
  for (const point of await everywhere()) {
    expect(point).toMatchObject({ value: expect.closeTo(4096, -2), n: 200 });
    expect(point).not.toHaveProperty('unreadable');
  }
});
