import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryRequest } from '../../src/core/history/history-question';
import { SessionMinuteSampler } from '../../src/features/rollups/session-minute.sampler';
import { AppConfig } from '../../src/platform/config/config';
import { Leadership } from '../../src/platform/lease/leadership';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
import { anyReplayLeavesTheSame } from './any-replay';
import {
  aPoolMinute,
  aSample,
  FIRST_HOURS,
  type HistoryRoom,
  suiteHasAHistoryRoom,
  values,
} from './history-room';

let room: HistoryRoom;
suiteHasAHistoryRoom((opened) => (room = opened));

const ask = (metric: HistoryRequest['metric'], more: Partial<HistoryRequest> = {}) =>
  room.ask({ metric, ...FIRST_HOURS, ...more });
const at = (minute: number) => new Date(Date.UTC(2026, 2, 30, 0, minute)).toISOString();

describe('sessions over time', () => {
  it('are means over the minutes in which they were counted, with the fewest and the most', async () => {
    const good = { quality: { excellent: 1, good: 2, fair: 0, poor: 1 } };
    await room.sample(aSample(at(0), 10, good));
    await room.sample(aSample(at(7), 40, good));
    await room.sample(aSample(at(121), 0));
    const all = () => Promise.all([ask('active_sessions'), ask('connection_quality')]);
    const before = await all();
    expect(before[0].points).toMatchObject([
      { state: 'value', value: 25, min: 10, max: 40, n: 2, observed_minutes: 2 },
      { state: 'unobserved', value: null, n: null },
      { state: 'value', value: 0, min: 0, max: 0, n: 1 },
    ]);
    expect(before[1].points).toMatchObject([
      { state: 'value', value: 2.75, n: 2 },
      { state: 'unobserved', value: null },
      { state: 'no_traffic', value: null, n: 1 },
    ]);
    await room.fold();
    expect(await all()).toEqual(before);
    await room.sample(aSample(at(8), 70));
    expect(values(await ask('active_sessions'))).toEqual([40, null, 0]);
    await room.fold();
    expect(values(await ask('active_sessions'))).toEqual([40, null, 0]);
    expect(values(await ask('active_sessions', { step: 21_600 }))).toEqual([30]);
  });

  it('keep the newest sample of a minute, whatever comes again', async () => {
    const sampledAt = (second: string) => ({ sampledAt: new Date(`2026-03-30T00:05:${second}Z`) });
    await room.sample(aSample(at(5), 3, sampledAt('10')));
    await room.sample(aSample(at(5), 4, sampledAt('40')));
    await room.sample(aSample(at(5), 3, sampledAt('10')));
    expect((await ask('active_sessions')).points[0]).toMatchObject({ value: 4, n: 1 });
    await room.fold();
    expect((await ask('active_sessions')).points[0]).toMatchObject({ value: 4, n: 1 });
  });

  it('never fold an hour again of which minutes have been removed', async () => {
    await room.sample(aSample(at(1), 8));
    await room.sample(aSample(at(2), 4));
    await room.fold();
    await room.query(`INSERT INTO retention_floors VALUES ('session_minutes', '2026-03-30T01:00Z')`);
    await room.query(`DELETE FROM session_minutes`);
    await room.sample(aSample(at(3), 100));
    await room.fold();
    expect(values(await ask('active_sessions'))).toEqual([6, null, null]);
  });
});

describe('the sampler', () => {
  const sampler = (isLeader = true) => {
    const { dataSource } = room.database;
    const leadership: Leadership = {
      isLeader,
      leadsAsFarAsKnown: isLeader,
      fenced: (work) => room.leader.fenced(work),
    };
    const config = { activeWindowMs: 30 * 60_000 } as AppConfig;
    return new SessionMinuteSampler(
      new SessionSqlRepository(dataSource),
      room.sessions,
      room.clock,
      config,
      leadership,
    );
  };
  const stored = () =>
    room.query('SELECT minute, active, stale, good, poor, sampled_at FROM session_minutes ORDER BY minute');
  const putSession = (startedAt: string, quality: number | null) =>
    room.query(
      `INSERT INTO sessions (session_id, start_time, category_at, category_id, quality, quality_at)
       VALUES (gen_random_uuid(), $1, $1, 1, $2::int, CASE WHEN $2::int IS NULL THEN NULL ELSE $1::timestamptz END)`,
      [startedAt, quality],
    );

  beforeEach(async () => {
    await room.query('DELETE FROM sessions');
    await room.query(`INSERT INTO counselor_categories VALUES (1, 'Anxiety', now()) ON CONFLICT DO NOTHING`);
  });

  it('counts once a minute what is open then, and nothing for a minute that it missed', async () => {
    await putSession('2026-03-30T11:50:00Z', 3);
    await putSession('2026-03-30T11:20:00Z', 1);
    const counting = sampler();
    room.clock.at = new Date('2026-03-30T12:00:05Z');
    await counting.tick();
    await putSession('2026-03-30T12:00:06Z', null);
    room.clock.at = new Date('2026-03-30T12:00:15Z');
    await counting.tick();
    room.clock.at = new Date('2026-03-30T12:02:55Z');
    await counting.tick();
    expect(await stored()).toEqual([
      {
        minute: new Date('2026-03-30T12:00:00Z'),
        active: 1,
        stale: 1,
        good: 1,
        poor: 1,
        sampled_at: new Date('2026-03-30T12:00:05Z'),
      },
      expect.objectContaining({ minute: new Date('2026-03-30T12:02:00Z'), active: 2, stale: 1 }),
    ]);
  });

  it('leaves it to the leader', async () => {
    await sampler(false).tick();
    expect(await stored()).toEqual([]);
  });
});

describe('the pool over time', () => {
  it('is of all replicas together: waits merged, timeouts added', async () => {
    const fast = Array.from({ length: 95 }, () => 1);
    await room.pool.replace([
      aPoolMinute(at(0), fast),
      aPoolMinute(at(0), [900, 900, 900, 900, 900], { replica: 'two', timeouts: 2, waiting: 7 }),
      aPoolMinute(at(1), fast, { timeouts: 1 }),
      aPoolMinute(at(121), []),
    ]);
    const all = () => Promise.all([ask('pool_wait_p50'), ask('pool_wait_p95'), ask('pool_timeouts')]);
    const before = await all();
    expect(before.map(values)).toEqual([
      [expect.closeTo(1, 1), null, null],
      [expect.closeTo(1, 1), null, null],
      [3, null, 0],
    ]);
    expect(before[1].points).toMatchObject([
      { state: 'value', n: 195, observed_minutes: 2, too_few: false },
      { state: 'unobserved', n: null },
      { state: 'no_traffic', n: 0, observed_minutes: 1 },
    ]);
    await room.fold();
    expect(await all()).toEqual(before);
    expect(await room.query('SELECT observed_minutes, timeouts, waiting_max FROM pool_hours')).toContainEqual(
      {
        observed_minutes: 2,
        timeouts: '3',
        waiting_max: 7,
      },
    );
    await room.pool.replace([aPoolMinute(at(2), fast, { timeouts: 4 })]);
    expect(values(await ask('pool_timeouts'))).toEqual([7, null, 0]);
    await room.fold();
    expect(values(await ask('pool_timeouts'))).toEqual([7, null, 0]);
  });

  it('tells connections in use of all that there might have been, before and after folding', async () => {
    const use = (usedMs: number, useMax: number, waitingMax = 0) => ({
      usedMs,
      offeredMs: 600_000,
      useMax,
      waitingMax,
    });
    await room.pool.replace([
      aPoolMinute(at(0), [], use(60_000, 0.5)),
      aPoolMinute(at(0), [], { replica: 'two', ...use(0, 0) }),
      aPoolMinute(at(1), [], use(540_000, 1, 4)),
      aPoolMinute(at(61), [], { waiting: 3 }),
      aPoolMinute(at(121), [], use(0, 0)),
      aPoolMinute(at(122), []),
    ]);
    const all = () => Promise.all([ask('pool_use'), ask('pool_use', { step: 21_600 }), ask('pool_timeouts')]);
    const before = await all();
    expect(before[0]).toMatchObject({ unit: 'fraction', sources: [] });
    expect(before[0].points).toMatchObject([
      { state: 'value', value: 1 / 3, n: 2, observed_minutes: 2, max: 1, waiting_max: 4 },
      { state: 'unobserved', value: null, n: null, observed_minutes: 0 },
      { state: 'value', value: 0, n: 1, observed_minutes: 1, max: 0, waiting_max: 0 },
    ]);
    expect(before[1].points).toMatchObject([{ value: 0.25, n: 3, max: 1 }]);
    expect(values(before[2])).toEqual([0, 0, 0]);
    await room.fold();
    expect(await all()).toEqual(before);
    expect(
      await room.query('SELECT used_ms, offered_ms, use_minutes, waiting_max FROM pool_hours ORDER BY hour'),
    ).toEqual([
      { used_ms: '600000', offered_ms: '1800000', use_minutes: 2, waiting_max: 4 },
      { used_ms: null, offered_ms: null, use_minutes: null, waiting_max: 3 },
      { used_ms: '0', offered_ms: '600000', use_minutes: 1, waiting_max: 0 },
    ]);
    await room.pool.replace([aPoolMinute(at(2), [], use(600_000, 1))]);
    expect(values(await ask('pool_use'))).toEqual([0.5, null, 0]);
  });
});

it('leaves the same hours in any order, split and repetition of writes and folds', () =>
  anyReplayLeavesTheSame(room, {
    writes: fc.uniqueArray(fc.nat(150), { minLength: 1, maxLength: 8 }),
    put: async (minute) => {
      const byProvider = { daily_co: 1, livekit: minute, beyond_presence: 0, unknown: minute % 2 };
      await room.sample(
        aSample(at(minute), minute, { stale: 1, byProvider: minute % 3 > 0 ? byProvider : null }),
      );
      await room.pool.replace([
        aPoolMinute(at(minute), [minute], {
          replica: `${minute % 3}`,
          waiting: minute,
          ...(minute % 2 > 0 && { usedMs: minute, offeredMs: 600_000, useMax: minute / 200, waitingMax: 1 }),
        }),
      ]);
    },
    tables: ['active_session_hours', 'pool_hours'],
  }));
