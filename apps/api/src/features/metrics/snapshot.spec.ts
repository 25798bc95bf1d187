import { expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Clock } from '../../platform/clock/clock';
import { SnapshotCache, withStaleness } from './snapshot';

class HandClock extends Clock {
  ms = 0;
  override now = () => new Date(this.ms);
  override monotonicMs = () => this.ms;
}

function counting() {
  const clock = new HandClock();
  const calls = { count: 0, fail: false, failure: new Error('away') };
  const cache = new SnapshotCache(
    async () => {
      calls.count++;
      if (calls.fail) throw calls.failure;
      return { n: calls.count };
    },
    withStaleness,
    clock,
  );
  return { clock, calls, cache };
}

it('computes once for all who ask within a second', async () => {
  const { clock, calls, cache } = counting();
  const bodies = await Promise.all([cache.get(), cache.get(), cache.get()]);
  clock.ms = 999;
  bodies.push(await cache.get());
  expect(bodies.map(({ json }) => json)).toEqual(Array(4).fill('{"n":1}'));
  expect(calls.count).toBe(1);
});

it('lets nobody wait who asks again within two seconds: the last body is told while the next is read', async () => {
  const { clock, calls, cache } = counting();
  await cache.get();
  clock.ms = 1_000;
  expect([(await cache.get()).value, calls.count]).toEqual([{ n: 1 }, 2]);
  await nextTurn(); // the reading is done
  expect((await cache.get()).value).toEqual({ n: 2 });
  clock.ms = 3_000;
  expect((await cache.get()).value).toEqual({ n: 3 });
});

it('tells a failure only to those who have to wait for it', async () => {
  const { clock, calls, cache } = counting();
  await cache.get();
  calls.fail = true;
  clock.ms = 1_999;
  expect((await cache.get()).value).toEqual({ n: 1 });
  clock.ms = 2_000;
  await expect(cache.get()).rejects.toThrow('away');
});

it('does not remember a failure', async () => {
  const { calls, cache } = counting();
  calls.fail = true;
  await expect(cache.get()).rejects.toThrow('away');
  calls.fail = false;
  expect((await cache.get()).value).toEqual({ n: 2 });
});

it('gives equal bodies equal tags and different ones different tags', async () => {
  const { clock, cache } = counting();
  const first = await cache.get();
  expect((await cache.get()).etag).toBe(first.etag);
  clock.ms = 2000;
  expect((await cache.get()).etag).not.toBe(first.etag);
});

it('tells what it read last, as old since then, while the database is away, and anew once it is back', async () => {
  const { clock, calls, cache } = counting();
  await cache.get();
  Object.assign(calls, { fail: true, failure: Object.assign(new Error('away'), { code: 'ECONNREFUSED' }) });
  clock.ms = 5_000;
  expect((await cache.get()).value).toEqual({ n: 1, stale_since: '1970-01-01T00:00:05.000Z' });
  clock.ms = 9_000;
  expect((await cache.get()).value).toEqual({ n: 1, stale_since: '1970-01-01T00:00:05.000Z' });
  calls.fail = false;
  clock.ms = 11_000;
  expect((await cache.get()).value).toEqual({ n: 4 });
});

it('hides no failure that has nothing to do with the database behind old figures', async () => {
  const { clock, calls, cache } = counting();
  await cache.get();
  calls.fail = true;
  clock.ms = 5_000;
  await expect(cache.get()).rejects.toThrow('away');
});
