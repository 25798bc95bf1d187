import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type PartitionedTable,
  keptSince,
  partitionHolding,
  partitionNamed,
  partitionsToDrop,
  partitionsToMake,
  strayRowsKeptSince,
} from './partition-plan';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const minutes: PartitionedTable = {
  table: 'request_minutes',
  column: 'minute',
  span: 'day',
  keptDays: 50 / 24,
};
const hours: PartitionedTable = { table: 'error_buckets', column: 'hour', span: 'month', keptDays: 400 };
const at = (text: string) => new Date(text);
const names = (partitions: readonly { name: string }[]) => partitions.map(({ name }) => name);

const anyMoment = fc.date({
  min: at('2000-01-01T00:00:00Z'),
  max: at('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const anyTable = fc.record({
  table: fc.constantFrom('points', 'request_minutes', 'a_2'),
  column: fc.constant('at'),
  span: fc.constantFrom('day' as const, 'month' as const),
  keptDays: fc.double({ min: 0.5, max: 800, noNaN: true }),
});

describe('a partition', () => {
  it.each([
    ['2026-11-23T00:00:00.000Z', 'request_minutes_20261123', '2026-11-24T00:00:00.000Z'],
    ['2026-03-29T01:30:00.000Z', 'request_minutes_20260329', '2026-03-30T00:00:00.000Z'],
    ['2028-02-29T23:59:59.999Z', 'request_minutes_20280229', '2028-03-01T00:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', 'request_minutes_20261231', '2027-01-01T00:00:00.000Z'],
  ])('of a day holds %s', (moment, name, to) => {
    expect(partitionHolding(minutes, at(moment))).toEqual({
      name,
      from: at(`${moment.slice(0, 10)}T00:00:00Z`),
      to: at(to),
    });
  });

  it.each([
    ['2026-12-31T23:59:59.999Z', 'error_buckets_202612', '2027-01-01T00:00:00.000Z'],
    ['2027-02-28T00:00:00.000Z', 'error_buckets_202702', '2027-03-01T00:00:00.000Z'],
  ])('of a month holds %s', (moment, name, to) => {
    expect(partitionHolding(hours, at(moment))).toMatchObject({ name, to: at(to) });
  });

  it('is known by its name, and borders on the next', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, (table, moment) => {
        const partition = partitionHolding(table, moment);
        expect(partition.from <= moment && moment < partition.to).toBe(true);
        expect(partitionNamed(table, partition.name)).toEqual(partition);
        expect(partitionHolding(table, partition.to).from).toEqual(partition.to);
      }),
    );
  });

  it.each([
    'request_minutes_default',
    'request_minutes_202611',
    'request_minutes_20261131',
    'other_20261123',
  ])('is not called %s', (name) => expect(partitionNamed(minutes, name)).toBeNull());
});

describe('what to make', () => {
  it('is the days that late rows need, today and three more', () => {
    expect(names(partitionsToMake(minutes, [], [], at('2026-03-01T01:59:59Z')))).toEqual(
      ['20260226', '20260227', '20260228', '20260301', '20260302', '20260303', '20260304'].map(
        (day) => `request_minutes_${day}`,
      ),
    );
    expect(names(partitionsToMake(minutes, [], [], at('2026-03-01T02:00:00Z')))[0]).toBe(
      'request_minutes_20260227',
    );
  });

  it('is this month and the next, the last one while late rows may come, and older ones that turned up', () => {
    expect(names(partitionsToMake(hours, [], [], at('2026-12-31T00:00:00Z')))).toEqual([
      'error_buckets_202612',
      'error_buckets_202701',
    ]);
    const strays = ['2025-11-01T00:00:00Z', '2025-10-01T00:00:00Z', '2027-03-01T00:00:00Z'].map(at);
    expect(
      names(partitionsToMake(hours, ['error_buckets_202701'], strays, at('2026-12-15T00:00:00Z'))),
    ).toEqual(['error_buckets_202511', 'error_buckets_202612']);
    expect(names(partitionsToMake(hours, [], [], at('2027-01-02T00:00:00Z')))[0]).toBe(
      'error_buckets_202612',
    );
  });

  it('leaves no gap and nothing to make, and is never dropped at the same moment', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, fc.array(anyMoment), (table, now, strays) => {
        const made = names(partitionsToMake(table, [], strays, now));
        for (
          let ms = now.getTime() - Math.min(2, table.keptDays) * DAY_MS;
          ms <= now.getTime() + 3 * DAY_MS;
          ms += HOUR_MS
        )
          expect(made).toContain(partitionHolding(table, new Date(ms)).name);
        expect(partitionsToMake(table, made, strays, now)).toEqual([]);
        expect(partitionsToDrop(table, made, null, now)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what to drop', () => {
  it('is each partition of which all is older than the keep, and no other', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, fc.array(anyMoment), (table, now, rows) => {
        const existing = [...new Set(rows.map((row) => partitionHolding(table, row).name))];
        const dropped = names(partitionsToDrop(table, [...existing, `${table.table}_default`], null, now));
        for (const row of rows) {
          const { name, to } = partitionHolding(table, row);
          expect(dropped.includes(name)).toBe(to <= keptSince(table, now));
        }
      }),
    );
  });

  it('waits a day for what is still to be read, then gives up on it', () => {
    const existing = ['request_minutes_20261120', 'request_minutes_20261121'];
    const drop = (now: string, awaited: string | null) =>
      partitionsToDrop(minutes, existing, awaited === null ? null : at(awaited), at(now)).map(
        ({ name, isUnread }) => [name.slice(-2), isUnread],
      );
    expect(drop('2026-11-23T01:59:59.999Z', null)).toEqual([]);
    expect(drop('2026-11-23T02:00:00.000Z', null)).toEqual([['20', false]]);
    expect(drop('2026-11-23T02:00:00.000Z', '2026-11-20T23:00:00Z')).toEqual([]);
    expect(drop('2026-11-23T02:00:00.000Z', '2026-11-21T00:00:00Z')).toEqual([['20', false]]);
    expect(drop('2026-11-24T02:00:00.000Z', '2026-11-20T23:00:00Z')).toEqual([['20', true]]);
  });

  it('keeps stray rows as long', () => {
    const since = (awaited: string | null) =>
      strayRowsKeptSince(
        minutes,
        awaited === null ? null : at(awaited),
        at('2026-11-23T10:00:00Z'),
      ).toISOString();
    expect(since(null)).toBe('2026-11-21T08:00:00.000Z');
    expect(since('2026-11-22T00:00:00Z')).toBe('2026-11-21T08:00:00.000Z');
    expect(since('2026-11-20T20:00:00Z')).toBe('2026-11-20T20:00:00.000Z');
    expect(since('2026-11-01T00:00:00Z')).toBe('2026-11-20T08:00:00.000Z');
  });
});
