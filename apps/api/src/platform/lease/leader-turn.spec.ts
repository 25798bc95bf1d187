import { beforeEach, expect, it } from '@jest/globals';
import type { Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LeaderTurn } from './leader-turn';
import { Leadership, LeaseLost } from './leadership';

class Replica extends Leadership {
  override isLeader = true;
  override fenced = <T>(work: (manager: EntityManager) => Promise<T>) => work({} as EntityManager);
}

let replica: Replica;
let said: string[];
let turn: LeaderTurn;
beforeEach(() => {
  replica = new Replica();
  said = [];
  turn = new LeaderTurn(
    replica,
    { warn: (text: string) => said.push(text) } as unknown as Logger,
    'Not done',
  );
});

it('is taken by the leading replica alone, and by one at a time', async () => {
  let done = 0;
  let end = (): void => undefined;
  const first = turn.take(() => new Promise((resolve) => (end = resolve)));
  await turn.take(() => Promise.resolve(void done++));
  end();
  await first;
  replica.isLeader = false;
  await turn.take(() => Promise.resolve(void done++));
  expect(done).toBe(0);
  replica.isLeader = true;
  await turn.take(() => Promise.resolve(void done++));
  expect(done).toBe(1);
});

it('says why one failed, keeps quiet about a lost lease, and is free afterwards', async () => {
  await turn.take(() => Promise.reject(new Error('timeout')));
  await turn.take(() => Promise.reject(new LeaseLost()));
  expect([said, turn.isFree]).toEqual([['Not done: timeout'], true]);
});
