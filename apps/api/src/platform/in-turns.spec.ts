import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { DeadlinePassed, inTime } from './deadline';
import { inTurns } from './in-turns';

function* endless(): Generator<number> {
  for (let n = 0; ; n++) yield n;
}

it('works on each item once and in order', async () => {
  const seen: number[] = [];
  await inTurns([1, 2, 3], (n) => seen.push(n));
  await inTurns([], (n) => seen.push(n));
  expect(seen).toEqual([1, 2, 3]);
});

it('lets others have the thread, and ends when nobody waits any more', async () => {
  let [others, isOver] = [0, false];
  const work = inTime(100, () => inTurns(endless(), () => undefined)).finally(() => (isOver = true));
  const other = async () => {
    for (; !isOver; others++) await setImmediate();
  };
  await Promise.all([expect(work).rejects.toThrow(DeadlinePassed), other()]);
  expect(others).toBeGreaterThan(1);
});
