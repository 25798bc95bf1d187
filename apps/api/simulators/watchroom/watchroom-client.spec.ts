import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeWatchroom } from '../testing/fake-watchroom';
import { RefusedByWatchroom, WatchroomAway, WatchroomClient } from './watchroom-client';

let fake: FakeWatchroom;
let ended: AbortController;
let client: WatchroomClient;

beforeEach(async () => {
  fake = await FakeWatchroom.start();
  ended = new AbortController();
  client = new WatchroomClient(fake.url, 'the-token', ended.signal);
});
afterEach(() => fake.close());

describe('watchroom client', () => {
  it('uses the doors of the contract, with the bearer token and the id in the path only', async () => {
    const session_id = '0b0f2a9e-3f0e-4d35-9d9c-0c9d3f1f0a11';
    const report = { counselor_category: 'Sleep', start_time: '2026-11-23T10:00:00.000Z' };
    await client.putSession({ session_id, ...report });
    await client.postSessions('{"session_id":"x"}\n');
    await client.postMetrics({ resourceMetrics: [] });

    expect(fake.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /api/ingest/sessions/${session_id}`,
      'POST /api/ingest/sessions',
      'POST /api/ingest/v1/metrics',
    ]);
    expect(new Set(fake.seen.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer the-token']),
    );
    expect(JSON.parse(fake.seen[0]!.body.toString())).toEqual(report);
    expect(JSON.parse(fake.seen[2]!.body.toString())).toEqual({ resourceMetrics: [] });
  });

  it.each([429, 502, 503, 504, 0])('keeps trying after %s', async (status) => {
    let refusals = 2;
    fake.refuse = () => (refusals-- > 0 ? { status, headers: { 'retry-after': '0' } } : null);
    await client.persist(() => client.postSessions('{}\n'));

    expect(fake.seen).toHaveLength(3);
  });

  it('takes other refusals as final, rejected lines included', async () => {
    fake.refuse = () => ({ status: 400, body: 'start_time is wrong' });
    await expect(client.persist(() => client.postSessions('{}\n'))).rejects.toThrow(
      /400: start_time is wrong/,
    );
    fake.refuse = () => ({ status: 200, body: '{"accepted":0,"rejected":[{"line":1,"detail":"bad"}]}' });
    await expect(client.persist(() => client.postSessions('{}\n'))).rejects.toThrow(RefusedByWatchroom);
    expect(fake.seen).toHaveLength(2);
  });

  it('sends all of it, in order and in pieces, and again what was not taken', async () => {
    const all = Array.from({ length: 50 }, (_, i) => `{"n":${i}}`);
    let refusals = 1;
    fake.refuse = () => (refusals-- > 0 ? { status: 503, headers: { 'retry-after': '0' } } : null);
    await client.persistInPieces(all, { most: 16 }, (some) => client.postSessions(some.join('\n')));

    const [refused = [], ...taken] = fake.seen.map(({ body }) => body.toString().split('\n'));
    expect([refused.length, taken[0]?.[0]]).toEqual([4, refused[0]]);
    expect(Math.max(...taken.map(({ length }) => length))).toBeLessThanOrEqual(16);
    expect(taken.flat()).toEqual(all);
  });

  it('stops trying when it is ended', async () => {
    await fake.close();
    const trying = client.persist(() => client.postSessions('{}\n'));
    ended.abort();
    await expect(trying).rejects.toThrow();
  });

  it('tells that nobody answers, and how long it was asked to wait', async () => {
    fake.refuse = () => ({ status: 503, headers: { 'retry-after': '3' } });
    await expect(client.postSessions('{}\n')).rejects.toMatchObject({ retryAfterMs: 3_000 });
    await fake.close();
    await expect(client.postSessions('{}\n')).rejects.toThrow(WatchroomAway);
  });
});
