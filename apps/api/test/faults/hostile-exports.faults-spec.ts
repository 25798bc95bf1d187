import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { otlpBytes, resourceOf, type WirePoint } from '../telemetry/otlp-bytes';
import { type Answer, timed } from './setup/answers';
import type { DatabaseServer } from './setup/database-server';
import { INGEST_TOKEN, type Replica } from './setup/replica';
import { Stage } from './setup/stage';

const MIB = 1024 * 1024;
/** Whoever else asks is answered in this part of the time that it takes to read one of the bodies below. */
const UNNOTICED = 1 / 4;

const stage = new Stage();
let database: DatabaseServer;
let replica: Replica;
beforeAll(async () => {
  database = await stage.database();
  replica = await stage.replica(await database.another('hostile'));
});
afterAll(() => stage.end());

const send = (bytes: Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
  timed('export', `${replica.url}${routes.ingestMetrics}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      authorization: `Bearer ${INGEST_TOKEN}`,
      ...headers,
    },
    body: new Uint8Array(bytes),
  });

/** 63 MiB unpacked, of values that nobody wants. */
const hostile = gzipSync(Buffer.from(`[${'"",'.repeat(21 * MIB)}""]`));
const sendHostile = () => send(hostile, { 'content-type': 'application/json', 'content-encoding': 'gzip' });

const point: WirePoint = { atMs: Date.now(), explicit: { bounds: [1], counts: [1n, 0n] } };
const harmless = () => send(otlpBytes({ resource: resourceOf('shop'), points: [point] }));

/** Who asks whether the process lives, again and again, meanwhile. */
async function aliveDuring<T>(work: Promise<T>): Promise<{ result: T; alive: Answer[] }> {
  const alive: Answer[] = [];
  let isOver = false;
  void work.finally(() => (isOver = true));
  while (!isOver) alive.push(await timed('live', `${replica.url}${routes.healthLive}`));
  return { result: await work, alive };
}

it('reads bodies that take long without holding up anybody but their senders', async () => {
  await harmless();
  const { result: first } = await aliveDuring(sendHostile());
  expect(first).toMatchObject({ status: 413, body: expect.stringContaining('too many values') });
  const { result, alive } = await aliveDuring(Promise.all([sendHostile(), sendHostile()]));

  expect(result.filter(({ status }) => status !== 413 && status !== 503)).toEqual([]); // the last may come too late
  expect(alive.filter(({ status }) => status !== 200)).toEqual([]);
  const slowest = Math.max(...alive.map(({ tookMs }) => tookMs));
  expect(slowest).toBeLessThan(first.tookMs * UNNOTICED);
  expect((await harmless()).status).toBe(200);
  expect(replica.output).not.toContain('The thread that takes exports in is gone');
});

it('takes what others send meanwhile', async () => {
  const within = gzipSync(`{"a":[${'1.5e-7,'.repeat(2_900_000)}1]}`); // as many values as there may be
  const sendWithin = () => send(within, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  await harmless();
  const others: Answer[] = [];
  let isOver = false;
  const flood = Promise.all([1, 2, 3].map(sendWithin)).finally(() => (isOver = true));
  while (!isOver) others.push(await harmless());

  const outcomes = (await flood).map(({ status }) => status);
  expect(outcomes.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(outcomes[0]).toBe(200);
  expect(others.length).toBeGreaterThan(3); // they pass between two of the flood, not after all of them
  expect(others.filter(({ status }) => status !== 200)).toEqual([]);
});
