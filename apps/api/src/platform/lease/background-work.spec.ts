import { Logger } from '@nestjs/common';
import { expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { BackgroundWork } from './background-work';
import { Leadership } from './leadership';

class Leader extends Leadership {
  override readonly isLeader = true;
  override fenced = <T>(work: (manager: EntityManager) => Promise<T>) => work({} as EntityManager);
}

const REST_MS = 20;

it('rests after each step that found something to do, and not after the last', async () => {
  const rests: number[] = [];
  const begun: number[] = [];
  const work = new BackgroundWork(
    new Leader(),
    new Logger(),
    10,
    (workedMs) => (rests.push(workedMs), REST_MS),
  );
  const found = [3, 2, 0, 7];
  await work.run(() => (begun.push(performance.now()), Promise.resolve(found.shift()!)));
  expect(found).toEqual([7]);
  expect(begun[1]! - begun[0]!).toBeGreaterThanOrEqual(REST_MS - 1);
  expect(begun[2]! - begun[1]!).toBeGreaterThanOrEqual(REST_MS - 1);
  expect(rests.every((workedMs) => workedMs >= 0)).toBe(true);
});

it('asks no more once a portion was not full', async () => {
  const work = new BackgroundWork(new Leader(), new Logger(), 10);
  const left = [4, 4, 3, 4];
  await work.runInPortions(4, () => Promise.resolve(left.shift()!));
  expect(left).toEqual([4]);
});
