import { expect, it } from '@jest/globals';
import { DomainError } from '../core/domain-error';
import { Gate } from './gate';
import { OneAtATime } from './one-at-a-time';

/** Work that ends when told to. */
function held() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = () => {
    most = Math.max(most, ++running);
    return new Promise<void>((resolve) =>
      ends.push(() => {
        running--;
        resolve();
      }),
    );
  };
  return { work, ends, most: () => most, running: () => running };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

it('runs so many at once, lets so many wait and refuses the rest at once', async () => {
  const gate = new Gate(2, 3);
  const { work, ends, most, running } = held();
  const entered = Array.from({ length: 5 }, () => gate.through(work));
  await settle();
  expect(running()).toBe(2);

  await expect(gate.through(work)).rejects.toMatchObject({
    code: 'unavailable',
    more: { retryAfterSeconds: 1 },
  });

  while (ends.length > 0) {
    ends.shift()?.();
    await settle();
  }
  await Promise.all(entered);
  expect(most()).toBe(2);
  expect(gate.isIdle).toBe(true);
});

it('gives the place free when work fails', async () => {
  const gate = new Gate(1, 1);
  await expect(gate.through(() => Promise.reject(new DomainError('invalid', 'no')))).rejects.toThrow('no');
  expect(await gate.through(() => Promise.resolve('in'))).toBe('in');
});

it('runs work on one key in order, and on different keys side by side', async () => {
  const one = new OneAtATime(10);
  const { work, ends, running } = held();
  const order: string[] = [];
  const first = one.run('a', work).then(() => order.push('first'));
  const second = one.run('a', () => Promise.resolve()).then(() => order.push('second'));
  const other = one.run('b', work);
  await settle();
  expect(running()).toBe(2);
  expect(order).toEqual([]);

  for (const end of ends) end();
  await Promise.all([first, second, other]);
  expect(order).toEqual(['first', 'second']);
});
