import { describe, expect, it } from '@jest/globals';
import type { DatabasePool, PoolWaits } from '@watchroom/contracts';
import { NOON, reading, someDatabase } from '../../testing/metrics';
import { basisOf, databasePoolState, judgePool } from './database-pool.state';

const waits = (more: Partial<PoolWaits>): PoolWaits => ({
  p50: 1,
  p95: 2,
  max: 3,
  n: 59,
  relative_error: 0.0054,
  too_few: false,
  ...more,
});
const NO_WAITS = waits({ p50: null, p95: null, max: null, n: 0, relative_error: null, too_few: true });
const somePool = (more: Partial<DatabasePool>): DatabasePool => ({
  active: 2,
  idle: 4,
  size: 10,
  waiting: 0,
  timeouts: 0,
  wait_ms: waits({}),
  ...more,
});

describe('database pool', () => {
  it('has a value', () => expect(databasePoolState(reading(someDatabase()), NOON).kind).toBe('value'));
  it('tells an idle pool', () =>
    expect(databasePoolState(reading(someDatabase({ active: 0, wait_ms: NO_WAITS })), NOON).kind).toBe(
      'zero',
    ));
  it('is blind when no process reports', () =>
    expect(
      databasePoolState(reading(someDatabase({ active: null, idle: null, waiting: null })), NOON),
    ).toMatchObject({ kind: 'blind', reason: expect.stringContaining('No API process reports') }));

  it.each<[Partial<DatabasePool>, string]>([
    [{}, 'ok'],
    [{ wait_ms: NO_WAITS }, 'ok'],
    [{ wait_ms: waits({ p95: 500, n: 58, too_few: true }) }, 'ok'],
    [{ wait_ms: waits({ p95: 100 }) }, 'ok'],
    [{ wait_ms: waits({ p95: 100.1 }) }, 'warning'],
    [{ waiting: 1 }, 'warning'],
    [{ waiting: 1, timeouts: 1 }, 'critical'],
  ])('judges %j as %s', (more, tone) => expect(judgePool(somePool(more)).tone).toBe(tone));

  it.each([
    [waits({ n: 1204 }), 'over 1,204 checkouts in 5 minutes, ±0.6 %'],
    [waits({ n: 58, too_few: true }), 'over 58 checkouts in 5 minutes: too few to judge the waits'],
    [NO_WAITS, 'no checkout in 5 minutes'],
  ])('says what the waits rest on: %#', (given, text) => expect(basisOf(given)).toBe(text));
});
