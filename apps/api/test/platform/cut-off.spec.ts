import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { DataSource, type QueryRunner } from 'typeorm';
import { leftMs } from '../../src/platform/deadline';
import { otlpRequest } from '../e2e/setup/otlp';
import { eventually } from '../e2e/setup/patience';
import { startTestApplication, type TestApplication } from '../setup/application';

const MOST_MOMENTS = 30;

let api: TestApplication;
beforeAll(async () => {
  api = await startTestApplication();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => api.close());

/** The server ends the connection of this transaction, as its fast shutdown does, and the client gets to know. */
async function cutOff(runner: QueryRunner): Promise<void> {
  const { processID } = (await runner.connect()) as { processID: number };
  await api.database.dataSource.query('SELECT pg_terminate_backend($1)', [processID]);
  await eventually(() => expect(runner.isReleased).toBe(true));
}

/**
 * Whatever asks the database in the name of a request finds its connection gone at the n-th moment: before a statement is
 * handed to TypeORM, or before it is sent. Each is refused in its own way.
 */
function cutAt(n: number): { wasCut: () => boolean } {
  const dataSource = api.app.get(DataSource);
  const runners = Object.getPrototypeOf(dataSource.createQueryRunner()) as QueryRunner;
  const hand = dataSource.query.bind(dataSource);
  const send = Reflect.get(runners, 'query') as (this: QueryRunner, ...asked: unknown[]) => Promise<unknown>;
  let moments = 0;
  const pass = async (runner?: QueryRunner) => {
    if (runner && leftMs() !== null && ++moments === n) await cutOff(runner);
  };
  jest.spyOn(dataSource, 'query').mockImplementation(async (sql, values, runner) => {
    await pass(runner);
    return hand(sql, values, runner) as never;
  });
  jest.spyOn(runners, 'query').mockImplementation(async function (this: QueryRunner, ...asked) {
    await pass(this);
    return send.apply(this, asked) as never;
  });
  return { wasCut: () => moments >= n };
}

const session = () => ({ counselor_category: 'Anxiety', start_time: new Date().toISOString() });
const DOORS: Record<string, () => { method: 'PUT' | 'POST'; url: string; type?: string; payload: string }> = {
  'a session': () => ({
    method: 'PUT',
    url: `${routes.ingestSessions}/${randomUUID()}`,
    payload: JSON.stringify(session()),
  }),
  sessions: () => ({
    method: 'POST',
    url: routes.ingestSessions,
    type: 'application/x-ndjson',
    payload: JSON.stringify({ session_id: randomUUID(), ...session() }),
  }),
  requests: () => ({
    method: 'POST',
    url: routes.ingestMetrics,
    payload: JSON.stringify(otlpRequest([{ service: 'rooms-api', atMs: Date.now(), durationsMs: [12] }])),
  }),
};

it.each(Object.entries(DOORS))(
  'asks for a report of %s again wherever the connection breaks',
  async (_, report) => {
    for (let n = 1; n < MOST_MOMENTS; n++) {
      const { wasCut } = cutAt(n);
      const { method, url, type = 'application/json', payload } = report();
      const headers = { authorization: `Bearer ${api.ingestToken}`, 'content-type': type };
      const { statusCode } = await api.app.inject({ method, url, headers, payload });
      if (!wasCut()) return expect([n > 2, statusCode < 300]).toEqual([true, true]);
      expect([n, statusCode]).toEqual([n, 503]);
      jest.restoreAllMocks();
    }
    throw new Error('It never ends');
  },
);
