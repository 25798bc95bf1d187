import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { inTime } from '../../../platform/deadline';
import { StoringBodyIntake } from './storing.body-intake';

const body = (contentEncoding: string | null, json = '{}') => ({
  encoding: 'application/json' as const,
  contentEncoding,
  bytes: contentEncoding === null ? Buffer.from(json) : gzipSync(json),
});

it('lets others have their turn between two compressed bodies, however many come at once', async () => {
  const seen: string[] = [];
  const intake = new StoringBodyIntake({ store: () => Promise.resolve(void seen.push('body')) });
  const all = Promise.all(Array.from({ length: 5 }, () => intake.take(body('gzip'), 0)));
  for (let turn = 0; turn < 10; turn++) await setImmediate(seen.push('other'));
  await all;
  expect(seen.join(' ')).not.toContain('body body');
  expect(seen.filter((each) => each === 'body')).toHaveLength(5);
});

it('reads the next compressed body while the points of the one before are being stored', async () => {
  const storing: (() => void)[] = [];
  const intake = new StoringBodyIntake({ store: () => new Promise((done) => storing.push(done)) });
  const all = Promise.all(Array.from({ length: 3 }, () => intake.take(body('gzip'), 0)));
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
  for (const encoding of [null, 'gzip'])
    await expect(inTime(-1, () => intake.take(body(encoding, 'no json'), 0))).rejects.toMatchObject({
      code: 'unavailable',
      more: { retryAfterSeconds: 2 },
    });
});
