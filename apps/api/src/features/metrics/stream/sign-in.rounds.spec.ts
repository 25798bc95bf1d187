import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Role } from '@watchroom/contracts';
import { SignInWatch } from '../../../auth/sign-in.watch';
import type { ActiveSignIn, SignInRepository } from '../../../storage/sign-ins/sign-in.repository';
import { Listener } from './listener';
import { SignInRounds } from './sign-in.rounds';

const rows = new Map<string, Role>();
let failure: Error | null;
let asked: string[][];
const repository = {
  activeAmong: (ids: readonly string[]) => {
    asked.push([...ids]);
    if (failure !== null) return Promise.reject(failure);
    const found = ids.filter((id) => rows.has(id)).map((id) => ({ id, role: rows.get(id) }));
    return Promise.resolve(found as ActiveSignIn[]);
  },
} as unknown as SignInRepository;

beforeEach(() => {
  jest.useFakeTimers();
  rows.clear();
  [failure, asked] = [null, []];
});
afterEach(() => void jest.useRealTimers());

function listen(signInId: string) {
  const sink = Object.assign(new EventEmitter(), {
    writableNeedDrain: false,
    writableEnded: false,
    destroyed: false,
    write: () => true,
    end: () => (sink.writableEnded = true),
    destroy: () => (sink.destroyed = true),
  });
  return { sink, listener: new Listener(signInId, sink) };
}

it('asks once for all, and ends those whose sign-in or role is gone', async () => {
  rows.set('ada', 'SYSTEM_MONITOR').set('bob', 'CONTENT_MANAGER');
  const all = ['ada', 'ada', 'bob', 'gone'].map(listen);
  await new SignInRounds(new SignInWatch(repository)).check(new Set(all.map(({ listener }) => listener)));
  expect(asked).toEqual([['ada', 'bob', 'gone']]);
  expect(all.map(({ sink }) => sink.writableEnded)).toEqual([false, false, true, true]);
});

it('trusts who was signed in while the database is away, but not for ever', async () => {
  const rounds = new SignInRounds(new SignInWatch(repository));
  const { sink, listener } = listen('ada');
  failure = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  await rounds.check(new Set([listener]));
  jest.advanceTimersByTime(15 * 60_000 - 1);
  await rounds.check(new Set([listener]));
  expect(sink.writableEnded).toBe(false);
  jest.advanceTimersByTime(1);
  await rounds.check(new Set([listener]));
  expect(sink.writableEnded).toBe(true);
});

it('asks nothing while nobody listens, and not again while a question is open', async () => {
  const rounds = new SignInRounds(new SignInWatch(repository));
  await rounds.check(new Set());
  expect(asked).toEqual([]);
  rows.set('ada', 'SYSTEM_MONITOR');
  const listeners = new Set([listen('ada').listener]);
  await Promise.all([rounds.check(listeners), rounds.check(listeners)]);
  expect(asked).toEqual([['ada']]);
  await rounds.check(listeners);
  expect(asked).toHaveLength(2);
});

it('begins to count anew with each time that the database is away', async () => {
  const rounds = new SignInRounds(new SignInWatch(repository));
  const { sink, listener } = listen('ada');
  rows.set('ada', 'SYSTEM_MONITOR');
  const away = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  for (const next of [away, null, away, away]) {
    failure = next;
    await rounds.check(new Set([listener]));
    jest.advanceTimersByTime(10 * 60_000);
  }
  expect(sink.writableEnded).toBe(false);
  await rounds.check(new Set([listener]));
  expect(sink.writableEnded).toBe(true);
});
