import { describe, expect, it } from '@jest/globals';
import { NOON, reading, someDatabase } from '../../testing/metrics';
import { databasePoolState, judgePool } from './database-pool.state';

const NO_WAITS = { p50: null, p95: null, max: null, n: 0 };

describe('database pool', () => {
  it('has a value', () => expect(databasePoolState(reading(someDatabase()), NOON).kind).toBe('value'));
  it('tells an idle pool', () =>
    expect(databasePoolState(reading(someDatabase({ active: 0, wait_ms: NO_WAITS })), NOON).kind).toBe(
      'zero',
    ));
  it('is blind when no process reports', () =>
    expect(databasePoolState(reading(someDatabase({ size: 0 })), NOON).kind).toBe('blind'));

  it.each([
    [{}, 'ok'],
    [{ wait_ms: NO_WAITS }, 'ok'],
    [{ wait_ms: { p50: 1, p95: 100, max: 100, n: 9 } }, 'ok'],
    [{ wait_ms: { p50: 1, p95: 100.1, max: 101, n: 59 } }, 'warning'],
    [{ waiting: 1 }, 'warning'],
    [{ waiting: 1, timeouts: 1 }, 'critical'],
  ])('judges %j as %s', (more, tone) => expect(judgePool(someDatabase(more)).tone).toBe(tone));
});
