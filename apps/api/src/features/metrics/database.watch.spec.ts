import { beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Clock } from '../../platform/clock/clock';
import { DatabaseWatch } from './database.watch';

const at = (second: number) => new Date(Date.parse('2026-01-01T10:00:00Z') + second * 1000);
const GONE = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

let second: number;
let watch: DatabaseWatch;
const database = { isInitialized: true, answer: [{ read_only: 'off' }] as object[] | Error };
beforeEach(() => {
  Object.assign(database, { isInitialized: true, answer: [{ read_only: 'off' }] });
  const dataSource = Object.assign(database, {
    query: async () => {
      if (database.answer instanceof Error) throw database.answer;
      return Promise.resolve(database.answer);
    },
  });
  watch = new DatabaseWatch(dataSource as unknown as DataSource, { now: () => at(second) } as Clock);
});

const look = async (when: number, answer: object[] | Error) => {
  [second, database.answer] = [when, answer];
  await watch.tick();
};
const WELL = [{ read_only: 'off' }];

it('remembers from when to when the database was away, or took no writes, for some minutes', async () => {
  await look(0, WELL);
  await look(2, GONE);
  await look(4, [{ read_only: 'on' }]);
  expect(watch.outages).toEqual([]);
  await look(6, WELL);
  await look(8, WELL);
  await look(9, GONE);
  await look(12, WELL);
  const first = { since: at(2), until: at(6) };
  const second = { since: at(9), until: at(12) };
  expect(watch.outages).toEqual([first, second]);
  await look(608, GONE);
  await look(609, WELL);
  expect(watch.outages).toEqual([second, { since: at(608), until: at(609) }]);
});

it('takes neither a start that waits for its tables nor a refused question for an outage', async () => {
  database.isInitialized = false;
  await look(2, GONE);
  database.isInitialized = true;
  await look(4, new Error('syntax error'));
  await look(6, WELL);
  expect(watch.outages).toEqual([]);
});

it('asks once for all who look meanwhile, and tells each what stands in the way', async () => {
  database.answer = GONE;
  const [one, other] = [watch.look(), watch.look()];
  expect(one).toBe(other);
  await expect(one).rejects.toBe(GONE);
});
