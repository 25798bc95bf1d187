import { describe, expect, it } from '@jest/globals';
import type { DatabaseMetrics, DatabasePool, PoolWaits, ReplicaPool } from '@watchroom/contracts';
import { ago, NOON, reading, someDatabase, someEvidence } from '../../testing/metrics';
import { basisOf, databasePoolState, judgePool, waitText } from './database-pool.state';
import { poolSheet } from './pool-sheet';

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

  it.each<Partial<DatabaseMetrics>>([{ active: null }, { idle: null }, { waiting: null }])(
    'is blind of a pool of which a part is not known: %j',
    (more) => expect(databasePoolState(reading(someDatabase(more)), NOON).kind).toBe('blind'),
  );

  it.each([
    [null, 'No API process reports the use of its connections at the moment.'],
    [ago(600), 'No API process reports the use of its connections; the last one did at 12:50.'],
  ])('says since when nobody reports: %s', (newest_at, reason) => {
    const { evidence } = someDatabase();
    const silent = someDatabase({
      active: null,
      evidence: { ...evidence, active: someEvidence({ newest_at }) },
    });
    expect(databasePoolState(reading(silent), NOON)).toEqual({ kind: 'blind', reason });
  });

  it.each<[Partial<DatabaseMetrics>, string]>([
    [{}, 'zero'],
    [{ active: 1 }, 'value'],
    [{ waiting: 1 }, 'value'],
    [{ wait_ms: waits({ n: 1 }) }, 'value'],
    [{ idle: 10 }, 'zero'],
  ])('is idle only where nothing happened: %j', (more, kind) =>
    expect(
      databasePoolState(reading(someDatabase({ active: 0, waiting: 0, wait_ms: NO_WAITS, ...more })), NOON)
        .kind,
    ).toBe(kind),
  );

  it.each<[Partial<DatabasePool>, string, string]>([
    [{}, 'ok', 'No queue'],
    [{ wait_ms: NO_WAITS }, 'ok', 'No queue'],
    [{ wait_ms: waits({ p95: null, too_few: false }) }, 'ok', 'No queue'],
    [{ wait_ms: waits({ p95: 500, n: 58, too_few: true }) }, 'ok', 'No queue'],
    [{ wait_ms: waits({ p95: 100 }) }, 'ok', 'No queue'],
    [{ wait_ms: waits({ p95: 100.1 }) }, 'warning', 'Long waits'],
    [{ waiting: 1 }, 'warning', 'Callers are waiting'],
    [{ waiting: 1, wait_ms: waits({ p95: 500 }) }, 'warning', 'Callers are waiting'],
    [{ timeouts: 1 }, 'critical', 'Callers gave up'],
    [{ waiting: 1, timeouts: 1 }, 'critical', 'Callers gave up'],
  ])('judges %j as %s: %s', (more, tone, word) => expect(judgePool(somePool(more))).toEqual({ tone, word }));

  it.each([
    [null, '–'],
    [0, '0 ms'],
    [0.42, '0.4 ms'],
    [1204, '1,204 ms'],
  ])('tells a wait of %s as %s', (ms, text) => expect(waitText(ms)).toBe(text));

  it('is a row a process in a file', () => {
    const replica: ReplicaPool = {
      ...somePool({ waiting: 3, timeouts: 1 }),
      replica: 'a',
      reported_at: '2026-11-23T12:00:00.000Z',
    };
    const { columns, rows } = poolSheet([replica, { ...replica, replica: 'b', wait_ms: NO_WAITS }]);
    expect(columns).toEqual([
      'api_process',
      'active',
      'idle',
      'size',
      'waiting',
      'wait_p95_ms',
      'time_outs',
      'reported_at_utc',
    ]);
    expect(rows).toEqual([
      ['a', 2, 4, 10, 3, 2, 1, '2026-11-23T12:00:00.000Z'],
      ['b', 2, 4, 10, 3, null, 1, '2026-11-23T12:00:00.000Z'],
    ]);
  });

  it.each([
    [waits({ n: 1204 }), 'over 1,204 checkouts in 5 minutes, ±0.6 %'],
    [waits({ n: 58, too_few: true }), 'over 58 checkouts in 5 minutes: too few to judge the waits'],
    [waits({ n: 1204, relative_error: null }), 'over 1,204 checkouts in 5 minutes'],
    [waits({ n: 1, too_few: true }), 'over 1 checkout in 5 minutes: too few to judge the waits'],
    [NO_WAITS, 'no checkout in 5 minutes'],
  ])('says what the waits rest on: %#', (given, text) => expect(basisOf(given)).toBe(text));
});
