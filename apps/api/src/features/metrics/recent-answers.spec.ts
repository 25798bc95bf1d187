import { expect, it } from '@jest/globals';
import { Clock } from '../../platform/clock/clock';
import { MOST_ANSWERS, RecentAnswers } from './recent-answers';

class StoppedClock extends Clock {
  override now = () => new Date('2026-11-23T12:00:00Z');
  override monotonicMs = () => 1_000;
}

interface Answer {
  of: number;
}

/** Answers whose readings are counted. */
function counted() {
  const answers = new RecentAnswers<Answer>(new StoppedClock());
  const read: number[] = [];
  const ask = (of: number) => answers.tell(['question', of], () => (read.push(of), Promise.resolve({ of })));
  return { ask, read };
}

it('reads each answer once, and tells those of different questions apart', async () => {
  const { ask, read } = counted();
  const told = [await ask(1), await ask(2), await ask(1)];
  expect(told.map(({ value }) => value.of)).toEqual([1, 2, 1]);
  expect(read).toEqual([1, 2]);
});

it('forgets the answer that nobody has asked for longest', async () => {
  const { ask, read } = counted();
  for (let of = 1; of <= MOST_ANSWERS; of++) await ask(of);
  await ask(1);
  await ask(MOST_ANSWERS + 1);
  read.length = 0;
  await ask(1);
  await ask(2);
  expect(read).toEqual([2]);
});

it('reads one answer at a time, also after one that failed', async () => {
  const answers = new RecentAnswers<Answer>(new StoppedClock());
  const begun: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const ask = (of: number) =>
    answers.tell([of], () => {
      begun.push(of);
      return new Promise((resolve, reject) =>
        ends.push((error) => (error ? reject(error) : resolve({ of }))),
      );
    });
  const [first, second] = [ask(1), ask(2)];
  await new Promise(setImmediate);
  expect(begun).toEqual([1]);
  ends[0]?.(new Error('the database is away'));
  await expect(first).rejects.toThrow('the database is away');
  await new Promise(setImmediate);
  expect(begun).toEqual([1, 2]);
  ends[1]?.();
  expect((await second).value).toEqual({ of: 2 });
});
