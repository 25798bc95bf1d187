import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SessionReport } from '../../src/core/sessions/session-report';
import type { ServiceEvent } from '../../src/core/webhooks/service-event';
import { meetingSessionId } from '../../src/features/reconciliation/meeting-session-id';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { anEvent, at, type FoldingRoom, openFoldingRoom } from './folding-room';

let database: TestDatabase;
let room: FoldingRoom;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(
    'TRUNCATE sessions, session_hours, session_hour_changes, counselor_categories',
  );
  await database.dataSource.query(
    'TRUNCATE heard_sessions, told_sessions, service_events, service_event_marks',
  );
  room = openFoldingRoom(database);
});

/** What happens to Watchroom: a delivery, a report of the platform, or a turn of the folder at some time. */
type Act = { hear: (run: Run) => ServiceEvent } | { tell: (run: Run) => SessionReport } | { foldAt: number };
/** The same story told once more: other ids, so that the database may keep both. */
interface Run {
  id: string;
  session: string;
}
const newRun = (): Run => ({ id: randomUUID(), session: randomUUID() });

const webhook = fc.record({
  id: fc.integer(),
  kind: fc.constantFrom('opened', 'ended', 'joined', 'left', 'sign_of_life', 'failed' as const),
  seconds: fc.integer({ min: 0, max: 90 }),
  meeting: fc.constantFrom('m1', 'm1', 'm2', null),
  participant: fc.constantFrom('p1', 'p2', null),
  quality: fc.constantFrom('good', 'poor', null),
  isMarked: fc.boolean(),
  category: fc.constantFrom('Grief', null),
  room: fc.constantFrom('room', 'room', 'other'),
  service: fc.constantFrom('livekit', 'livekit', 'daily_co' as const),
});
type Webhook = typeof webhook extends fc.Arbitrary<infer T> ? T : never;
const asAct = ({
  id,
  kind,
  seconds,
  meeting,
  isMarked,
  category,
  room: name,
  participant,
  ...more
}: Webhook): Act => ({
  hear: (run) =>
    anEvent(kind, seconds, {
      ...more,
      id: `${run.id} ${id}`,
      meeting: meeting === null ? null : `${run.id} ${meeting}`,
      room: `${run.id} ${name}`,
      participant,
      role: participant === null ? null : 'person',
      mark: { sessionId: isMarked ? run.session : null, category: isMarked ? category : null },
    }),
});

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const moment = fc.integer({ min: 0, max: 90 }).map(at);
const ingest: fc.Arbitrary<Act> = fc
  .record({
    category: fc.constantFrom('Anxiety', 'Grief'),
    provider: fc.constantFrom('daily_co', null),
    startTime: fc.integer({ min: 0, max: 20 }).map(at),
    endTime: some(fc.integer({ min: 30, max: 90 }).map(at)),
    lastSeenAt: some(moment),
    quality: some(fc.record({ level: fc.constantFrom('excellent', 'fair'), at: moment })),
  })
  .map((report) => ({ tell: (run) => ({ ...report, sessionId: run.session }) }));
const turn: fc.Arbitrary<Act> = fc.integer({ min: 0, max: 110 }).map((foldAt) => ({ foldAt }));

async function play(acts: readonly Act[], run: Run): Promise<void> {
  for (const act of acts) {
    if ('hear' in act) await room.hear(act.hear(run));
    else if ('tell' in act) await room.sessions.merge([act.tell(run)]);
    else {
      room.clock.set(act.foldAt);
      await room.fold();
    }
  }
}

/** Rows that a run made, by what its sessions are to the platform instead of by their ids. */
async function rowsOf({ id, session }: Run): Promise<unknown[]> {
  const names = new Map([
    [session, 'of the platform'],
    ...['livekit', 'daily_co'].flatMap((service) =>
      ['m1', 'm2'].map((meeting): [string, string] => [
        meetingSessionId(service as 'livekit', `${id} ${meeting}`),
        `${service} ${meeting}`,
      ]),
    ),
  ]);
  const rows = await database.dataSource.query<Record<string, unknown>[]>(
    `SELECT s.*, c.name AS category FROM sessions s JOIN counselor_categories c ON c.id = s.category_id
     WHERE session_id = ANY ($1::uuid[])`,
    [[...names.keys()]],
  );
  return rows
    .map(({ session_id: of, category_id: _differs, ...row }) => ({
      session: names.get(of as string)!,
      ...row,
    }))
    .toSorted((a, b) => (a.session < b.session ? -1 : 1));
}

const stories = fc
  .tuple(
    fc
      .uniqueArray(webhook, { minLength: 1, maxLength: 7, selector: ({ id }) => id })
      .map((webhooks) => webhooks.map(asAct)),
    fc.array(ingest, { maxLength: 3 }),
    fc.array(turn, { maxLength: 5 }),
  )
  .chain(([webhooks, reports, turns]) => {
    const told = [...webhooks, ...reports];
    const all = [...told, ...told, ...turns];
    return fc.tuple(fc.constant(told), fc.shuffledSubarray(all, { minLength: all.length }));
  });
const AFTERWARDS: Act = { foldAt: 200 };

it('ends in the same rows for any order and repetition of webhooks and reports, whenever they are folded', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async ([told, anyhow]) => {
      const [inOrder, shuffled] = [newRun(), newRun()];
      await play([...told, AFTERWARDS], inOrder);
      await play([...anyhow, AFTERWARDS], shuffled);
      expect(await rowsOf(shuffled)).toEqual(await rowsOf(inOrder));
    }),
    { numRuns: 100 },
  );
});

it('ends in the same rows when the platform reports while webhooks are folded', async () => {
  const mark = (run: Run) => ({ sessionId: run.session, category: 'Anxiety' });
  const [meeting, place] = [(run: Run) => `${run.id} m1`, (run: Run) => `${run.id} room`];
  const heard = (kind: ServiceEvent['kind'], seconds: number): Act => ({
    hear: (run) =>
      anEvent(kind, seconds, {
        id: `${run.id} ${kind}`,
        meeting: meeting(run),
        room: place(run),
        mark: mark(run),
      }),
  });
  const report = (changes: Partial<SessionReport>): Act => ({
    tell: ({ session }) => ({
      sessionId: session,
      category: 'Grief',
      provider: 'livekit',
      startTime: at(5),
      endTime: null,
      lastSeenAt: null,
      quality: null,
      ...changes,
    }),
  });
  const told = [report({ lastSeenAt: at(40) }), report({ endTime: at(50) }), report({ lastSeenAt: at(45) })];
  const runs = Array.from({ length: 12 }, newRun);
  room.clock.set(200);
  const life = [heard('opened', 0), heard('sign_of_life', 20), heard('ended', 60)];
  for (const [turn, webhook] of life.entries())
    await Promise.all(
      runs.flatMap((run, i) => [
        play([webhook], run).then(room.step),
        play([told[(turn + i) % told.length]!], run),
      ]),
    );
  await room.fold();
  const calm = newRun();
  await play([...told, ...life, AFTERWARDS], calm);
  const expected = await rowsOf(calm);
  for (const run of runs) expect(await rowsOf(run)).toEqual(expected);
});
