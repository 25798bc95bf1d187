import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { SessionReport } from '../../src/core/sessions/session-report';
import { MOST_CATEGORIES } from '../../src/core/sessions/too-many-categories';
import { meetingSessionId } from '../../src/features/reconciliation/meeting-session-id';
import type { AppConfig } from '../../src/platform/config/config';
import { ReconciliationSqlRepository } from '../../src/storage/reconciliation/reconciliation.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { anEvent, at, type FoldingRoom, openFoldingRoom } from './folding-room';

let database: TestDatabase;
let room: FoldingRoom;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await query('TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories');
  await query('TRUNCATE heard_sessions, told_sessions, service_events, service_event_marks');
  room = openFoldingRoom(database);
});

type Row = Record<string, unknown>;
const query = (sql: string): Promise<Row[]> => database.dataSource.query(sql);
const sessions = () =>
  query(
    'SELECT s.*, c.name AS category FROM sessions s JOIN counselor_categories c ON c.id = s.category_id ORDER BY start_time',
  );
const DAY_SECONDS = 86_400;
const aReport = (changes: Partial<SessionReport> = {}): SessionReport => ({
  sessionId: randomUUID(),
  category: 'Grief',
  provider: 'livekit',
  startTime: at(0),
  endTime: null,
  lastSeenAt: null,
  quality: null,
  ...changes,
});

it('leaves out a category that has no room, and holds up nobody', async () => {
  const names = Array.from({ length: MOST_CATEGORIES }, (_, i) => `Category ${i}`);
  await room.sessions.merge(names.map((category) => aReport({ category, startTime: at(-100) })));
  const mark = (category: string) => ({ sessionId: randomUUID(), category });
  await room.hear(anEvent('opened', 0, { mark: mark('Crisis') }));
  await room.hear(anEvent('opened', 5, { mark: mark('Category 7'), room: 'other', meeting: 'm2' }));
  await room.fold();
  const heard = (await sessions()).slice(MOST_CATEGORIES);
  expect(heard.map(({ category }) => category)).toEqual(['Not told', 'Category 7']);
});

it('lists that a category was not told only where it is so', async () => {
  const sessionId = randomUUID();
  await room.hear(anEvent('opened', 0, { mark: { sessionId, category: null } }));
  await room.fold();
  expect((await room.sessions.lastThirtyDays(at(60))).byCategory).toEqual({ 'Not told': 1 });
  await room.sessions.merge([aReport({ sessionId, startTime: at(-5) })]);
  expect((await room.sessions.lastThirtyDays(at(60))).byCategory).toEqual({ Grief: 1 });
});

it('takes a meeting back as a session of its own once its room tells whose it is', async () => {
  const sessionId = randomUUID();
  await room.hear(anEvent('opened', 0));
  await room.fold();
  expect(await sessions()).toMatchObject([{ session_id: meetingSessionId('livekit', 'm1') }]);
  await room.hear(anEvent('sign_of_life', 5, { mark: { sessionId, category: null } }));
  await room.fold();
  expect(await sessions()).toMatchObject([{ session_id: sessionId, start_time: at(0) }]);
});

it('writes nothing when nothing new is told', async () => {
  const versions = () =>
    query(
      'SELECT session_id, ctid, xmin FROM sessions UNION ALL SELECT session_id, ctid, xmin FROM heard_sessions',
    );
  await room.hear(anEvent('opened', 0), anEvent('joined', 5, { participant: 'p', role: 'person' }));
  await room.fold();
  const before = await versions();
  expect(before).toHaveLength(2);
  await query("INSERT INTO service_event_marks (service, place, at) VALUES ('livekit', 'room', now())");
  expect(await room.step()).toBe(1);
  expect(await versions()).toEqual(before);
});

it('leaves sessions alone whose events may be forgotten, and the start of those that go on', async () => {
  await room.hear(anEvent('opened', 0), anEvent('ended', 60));
  await room.hear(
    anEvent('opened', 100, { meeting: 'long' }),
    anEvent('sign_of_life', 3 * DAY_SECONDS, { meeting: 'long' }),
  );
  await room.fold();
  await query(`DELETE FROM service_events WHERE at < '${at(DAY_SECONDS).toISOString()}'`);
  room.clock.set(7 * DAY_SECONDS);
  await room.hear(anEvent('sign_of_life', 7 * DAY_SECONDS, { meeting: 'long' }));
  await room.fold();
  expect(await sessions()).toMatchObject([
    { start_time: at(0), end_time: at(60) },
    { start_time: at(100), end_time: null, last_seen_at: at(7 * DAY_SECONDS) },
  ]);
});

it('forgets where a session came from when nothing more can come, but not the session', async () => {
  const sessionId = randomUUID();
  await room.sessions.merge([aReport({ sessionId, startTime: at(5) })]);
  await room.hear(anEvent('opened', 0, { mark: { sessionId, category: null } }), anEvent('ended', 60));
  await room.fold();
  const before = await sessions();
  expect(before).toMatchObject([{ category: 'Grief', start_time: at(0), end_time: at(60) }]);

  room.clock.set(5 * DAY_SECONDS);
  await room.folder.tidy();
  expect(await query('SELECT 1 FROM heard_sessions')).toHaveLength(1);
  room.clock.set(7 * DAY_SECONDS);
  await room.folder.tidy();
  expect(await query('SELECT 1 FROM heard_sessions UNION ALL SELECT 1 FROM told_sessions')).toEqual([]);
  expect(await sessions()).toEqual(before);
});

it('counts what ended badly in the last day by its reason, most often first', async () => {
  const left = (seconds: number, badEnd: string | null, more: object = {}) =>
    anEvent('left', seconds, { participant: `p${seconds}`, role: 'person', badEnd, ...more });
  await room.hear(anEvent('opened', 0), left(10, 'CONNECTION_TIMEOUT'), left(20, null));
  await room.hear(anEvent('opened', DAY_SECONDS, { room: 'other', meeting: 'm2' }));
  for (const seconds of [1, 2, 3])
    await room.hear(left(DAY_SECONDS + seconds, 'MEDIA_FAILURE', { room: 'other', meeting: 'm2' }));
  for (const seconds of [5, DAY_SECONDS - 50, DAY_SECONDS + 30])
    // of one session: too old, counted, still to come
    await room.hear(left(seconds, 'CONNECTION_TIMEOUT', { meeting: 'm3', room: 'third' }));
  await room.fold();
  const ledger = new ReconciliationSqlRepository(database.dataSource, {} as AppConfig);
  expect(await ledger.badEnds('livekit', at(DAY_SECONDS + 15))).toEqual([
    { reason: 'MEDIA_FAILURE', times: 3, sessions: 1, newest_at: at(DAY_SECONDS + 3).toISOString() },
    { reason: 'CONNECTION_TIMEOUT', times: 1, sessions: 1, newest_at: at(DAY_SECONDS - 50).toISOString() },
  ]);
  expect(await ledger.badEnds('daily_co', at(DAY_SECONDS + 15))).toEqual([]);
});
