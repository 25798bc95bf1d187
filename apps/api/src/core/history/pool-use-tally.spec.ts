import { expect, it } from '@jest/globals';
import type { PoolRow } from './pool-tally';
import { PoolUseTally } from './pool-use-tally';

const START = Date.parse('2026-03-29T00:00:00Z');
const aRow = (minute: number, more: Partial<PoolRow> = {}): PoolRow => ({
  start: new Date(START + minute * 60_000),
  minutes: 1,
  waits: new Uint8Array(),
  timeouts: 0,
  usedMs: 30_000,
  offeredMs: 600_000,
  useMax: 0.2,
  waitingMax: 0,
  useMinutes: 1,
  ...more,
});
const UNTOLD = { usedMs: null, offeredMs: null, useMax: null, waitingMax: null };

function measured(...rows: PoolRow[]) {
  const tally = new PoolUseTally();
  for (const row of rows) tally.add(row);
  return tally.measured();
}

it('weighs each row by how much there was to be used: a short life counts little, a large pool much', () =>
  expect(
    measured(
      aRow(0),
      aRow(0, { usedMs: 2_000, offeredMs: 2_000, useMax: 1, waitingMax: 3 }),
      aRow(60, { minutes: 60, useMinutes: 40, usedMs: 8_000, offeredMs: 398_000 }),
    ),
  ).toEqual({ state: 'value', value: 0.04, n: 41, observed_minutes: 41, max: 1, waiting_max: 3 }));

it('speaks of the minutes only in which somebody told it', () => {
  expect(measured(aRow(0, UNTOLD), aRow(1))).toMatchObject({ value: 0.05, n: 1, observed_minutes: 1 });
  expect(measured(aRow(0), aRow(0, UNTOLD))).toMatchObject({ value: 0.05, n: 1 });
});

it('is unobserved where nobody told it, not zero', () => {
  const unobserved = { state: 'unobserved', value: null, n: null, observed_minutes: 0 };
  expect(measured(aRow(0, UNTOLD), aRow(1, { minutes: 60, useMinutes: null, ...UNTOLD }))).toEqual(
    unobserved,
  );
  expect(measured(aRow(0, { usedMs: 0, offeredMs: 0 }))).toEqual(unobserved);
  expect(measured(aRow(0, { usedMs: 0, useMax: 0 }))).toMatchObject({ state: 'value', value: 0, max: 0 });
});
