import { expect, it } from '@jest/globals';
import type { SessionProvider } from '@watchroom/contracts';
import type { HistoryRequest } from '../../src/core/history/history-question';
import { SessionMinuteSampler } from '../../src/features/rollups/session-minute.sampler';
import type { AppConfig } from '../../src/platform/config/config';
import { SessionSqlRepository } from '../../src/storage/sessions/session.sql.repository';
import { aSample, FIRST_HOURS, type HistoryRoom, suiteHasAHistoryRoom, values } from './history-room';

let room: HistoryRoom;
suiteHasAHistoryRoom((opened) => (room = opened));

const ask = (metric: HistoryRequest['metric'], more: Partial<HistoryRequest> = {}) =>
  room.ask({ metric, ...FIRST_HOURS, ...more });
const at = (minute: number) => new Date(Date.UTC(2026, 2, 30, 0, minute)).toISOString();

it('sessions are told by the provider that they need, before and after folding; what nobody counted so is not observed', async () => {
  const needed = (livekit: number, unknown = 0) => ({
    byProvider: { daily_co: 0, livekit, beyond_presence: 2, unknown },
  });
  await room.sample(aSample(at(0), 10, needed(4, 1)));
  await room.sample(aSample(at(7), 10, needed(7)));
  await room.sample(aSample(at(8), 10));
  await room.sample(aSample(at(61), 10));
  await room.sample(aSample(at(121), 10, needed(0)));
  const of = (provider: SessionProvider, more: Partial<HistoryRequest> = {}) =>
    ask('active_sessions', { provider, ...more });
  const all = () => Promise.all([of('livekit'), of('unknown'), of('beyond_presence', { step: 21_600 })]);
  const before = await all();
  expect(before[0]).toMatchObject({ metric: 'active_sessions', provider: 'livekit', unit: 'sessions' });
  expect(before[0].points).toMatchObject([
    { state: 'value', value: 5.5, min: 4, max: 7, n: 2, observed_minutes: 2 },
    { state: 'unobserved', value: null, n: null, observed_minutes: 0 },
    { state: 'value', value: 0, min: 0, max: 0, n: 1, observed_minutes: 1 },
  ]);
  expect(values(before[1])).toEqual([0.5, null, 0]);
  expect(before[2].points).toMatchObject([{ value: 2, n: 3 }]);
  await room.fold();
  expect(await all()).toEqual(before);
  expect(values(await ask('active_sessions'))).toEqual([10, 10, 10]);
  await room.sample(aSample(at(9), 10, needed(1)));
  expect(values(await of('livekit'))).toEqual([4, null, 0]);
  await room.fold();
  expect(values(await of('livekit'))).toEqual([4, null, 0]);
  expect((await of('livekit', { step: 60 })).points.filter(({ state }) => state === 'value')).toHaveLength(4);
});

const putSession = (startedAt: string, quality: number | null, provider: string | null = null) =>
  room.query(
    `INSERT INTO sessions (session_id, start_time, category_at, category_id, quality, quality_at, provider, provider_at)
     VALUES (gen_random_uuid(), $1, $1, 1, $2::int, CASE WHEN $2::int IS NULL THEN NULL ELSE $1::timestamptz END,
       $3::text, CASE WHEN $3::text IS NULL THEN NULL ELSE $1::timestamptz END)`,
    [startedAt, quality, provider],
  );

it('the sampler counts by provider, those apart of which nobody told one', async () => {
  await room.query(`INSERT INTO counselor_categories VALUES (1, 'Anxiety', now()) ON CONFLICT DO NOTHING`);
  await putSession('2026-03-30T11:50:00Z', 3, 'livekit');
  await putSession('2026-03-30T11:51:00Z', 3, 'livekit');
  await putSession('2026-03-30T11:52:00Z', null);
  await putSession('2026-03-30T11:01:00Z', null, 'daily_co'); // stale
  const sessions = new SessionSqlRepository(room.database.dataSource);
  const config = { activeWindowMs: 30 * 60_000 } as AppConfig;
  await new SessionMinuteSampler(sessions, room.sessions, room.clock, config, room.leader).tick();
  expect(await room.query('SELECT active, by_provider FROM session_minutes')).toEqual([
    { active: 3, by_provider: { daily_co: 0, livekit: 2, beyond_presence: 0, unknown: 1 } },
  ]);
});
