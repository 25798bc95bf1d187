import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { inTime } from '../../../platform/deadline';
import { StoringBodyIntake } from './storing.body-intake';

/** Too large to be read at once. */
const LARGE = `{}${' '.repeat(512 * 1024)}`;
const body = (contentEncoding: string | null, json = '{}') => ({
  encoding: 'application/json' as const,
  contentEncoding,
  bytes: contentEncoding === null ? Buffer.from(json) : gzipSync(json),
});

it('lets others have their turn between two large bodies, however many come at once', async () => {
  const seen: string[] = [];
  const intake = new StoringBodyIntake({ store: () => Promise.resolve(void seen.push('body')) });
  const all = Promise.all(Array.from({ length: 5 }, () => intake.take(body('gzip', LARGE), 0)));
  while (seen.filter((each) => each === 'body').length < 5) await setImmediate(seen.push('other'));
  await all;
  expect(seen.join(' ')).not.toContain('body body');
});

it('takes a small body, compressed or not, while large ones wait for one another', async () => {
  const order: string[] = [];
  const intake = new StoringBodyIntake({ store: () => Promise.resolve() });
  const take = (name: string, ...of: Parameters<typeof body>) =>
    intake.take(body(...of), 0).then(() => order.push(name));
  const many = Array.from({ length: 5 }, () => take('large', 'gzip', LARGE));
  await Promise.all([...many, take('large', null, LARGE), take('small', 'gzip'), take('small', null)]);
  expect(order.slice(0, 2)).toEqual(['small', 'small']);
  expect(order).toHaveLength(8);
});

it('takes small bodies while the points of a large one are judged', async () => {
  const order: string[] = [];
  const intake = new StoringBodyIntake({
    store: ({ at }) => Promise.resolve(void order.push(at.length > 0 ? 'large' : 'small')),
  });
  const large = intake.take(body(null, manyPoints(20_000)), 0);
  while (!order.includes('large')) {
    await setImmediate();
    await intake.take(body('gzip'), 0);
  }
  await large;
  expect(order.length).toBeGreaterThan(3);
});

it('gives up the points of a large body as soon as nobody waits any more', async () => {
  const intake = new StoringBodyIntake({ store: () => Promise.reject(new Error('Stored')) });
  await expect(inTime(60, () => intake.take(body('gzip', manyPoints(40_000)), 0))).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('in time'),
  });
});

it('reads the next large body while the points of the one before are being stored', async () => {
  const storing: (() => void)[] = [];
  const intake = new StoringBodyIntake({ store: () => new Promise((done) => storing.push(done)) });
  const all = Promise.all(Array.from({ length: 3 }, () => intake.take(body('gzip', LARGE), 0)));
  while (storing.length < 3) await setImmediate();
  for (const done of storing) done();
  await all;
});

it('answers only when the points are stored, and with the time by which they were judged', async () => {
  const [store, seen]: [(() => void)[], unknown[]] = [[], []];
  const intake = new StoringBodyIntake({
    store: (points, now) =>
      new Promise((done) => (seen.push(points.at.length, now.getTime()), store.push(done))),
  });
  let isAnswered = false;
  const answer = intake.take(body(null), 1_700_000_000_000).then(() => (isAnswered = true));
  await setImmediate();
  expect([isAnswered, seen]).toEqual([false, [0, 1_700_000_000_000]]);
  store[0]!();
  await answer;
});

it('neither reads nor stores what nobody waits for any more', async () => {
  const intake = new StoringBodyIntake({ store: () => Promise.reject(new Error('Stored')) });
  for (const [encoding, json] of [
    [null, 'no json'],
    ['gzip', 'no json'],
    ['gzip', `no json${LARGE}`],
  ] as const)
    await expect(inTime(-1, () => intake.take(body(encoding, json), 0))).rejects.toMatchObject({
      code: 'unavailable',
      more: { retryAfterSeconds: 2 },
    });
});

function manyPoints(count: number): string {
  const point = '{"timeUnixNano":"1000000","count":"1","bucketCounts":["1"]},';
  const data = `"histogram":{"aggregationTemporality":1,"dataPoints":[${point.repeat(count).slice(0, -1)}]}`;
  const metric = `{"name":"http.server.request.duration","unit":"s",${data}}`;
  return `{"resourceMetrics":[{"scopeMetrics":[{"metrics":[${metric}]}]}]}`;
}
