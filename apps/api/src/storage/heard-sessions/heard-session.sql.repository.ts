import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mergeSession, NOT_TOLD, type SessionState, stateOf } from '../../core/sessions/session-state';
import { isUncommon, knownCategory } from '../../core/webhooks/known-category';
import { TooManyCategories } from '../../core/sessions/too-many-categories';
import type { KnownOfSession } from '../../core/webhook-sessions/heard-session';
import { registerCategories, registeredAmong } from '../counselor-categories/counselor-category.registry';
import { type EventPlace, placeKey } from '../service-events/service-event.repository';
import { mergeParameters } from '../sessions/session-merge.statement';
import { type FoldedPlace, HeardSessionRepository } from './heard-session.repository';
import { closureOf, heardRow, type HeardRow, reportOf, type ToldRow, toldState } from './heard-session.rows';
import {
  CHANGED,
  DELETE_SESSIONS,
  TAKE_DUE,
  FORGET,
  HEARD_IDS,
  KEEP_TOLD,
  OF_PLACES,
  OF_SESSIONS,
  PUT,
  REMOVE,
  RESERVE,
  REWRITE,
  TOLD,
} from './heard-session.statements';

type CategoryIds = ReadonlyMap<string, number>;

@Injectable()
export class HeardSessionSqlRepository extends HeardSessionRepository {
  override takeDue(now: Date, most: number, manager: EntityManager): Promise<EventPlace[]> {
    return manager.query(TAKE_DUE, [now, most]);
  }

  override async known(
    places: readonly EventPlace[],
    manager: EntityManager,
  ): Promise<Map<string, Map<string, KnownOfSession>>> {
    const known = new Map(places.map((place) => [placeKey(place), new Map<string, KnownOfSession>()]));
    for (const row of await ofPlaces(places, manager))
      known.get(placeKey(row))!.set(row.session_id, {
        startTime: row.start_time,
        confirmedAt: row.confirmed_at,
        closure: closureOf(row),
      });
    return known;
  }

  override async replace(
    folded: readonly FoldedPlace[],
    eventsKeptSince: Date,
    manager: EntityManager,
  ): Promise<void> {
    const told = folded.flatMap((place) => place.sessions.map((session) => ({ place, session })));
    const categoryIds = await idsWithRoom(
      told.map(({ session }) => session.report.category),
      manager,
    );
    const rows = told.map(({ place, session }) => withRoom(heardRow(place, session), categoryIds));
    const now = new Set(rows.map(sessionKey));
    const removed = (await ofPlaces(folded, manager)).filter(
      (row) => row.last_seen_at >= eventsKeptSince && !now.has(sessionKey(row)),
    );
    const changed = await changedAmong(rows, manager);
    const reports = [
      ...told.flatMap(({ session }, i) => (changed.has(sessionKey(rows[i]!)) ? [session.report] : [])),
      ...removed.map(reportOf),
    ];
    const states = joined(reports.map((report) => stateOf(withRoom(report, categoryIds))));
    if (states.length === 0) return;
    await reserve(states, categoryIds, manager);
    await manager.query(REMOVE, sideBySide(removed));
    await manager.query(PUT, [JSON.stringify(rows.filter((row) => changed.has(sessionKey(row))))]);
    await putTogether(
      states.map(({ sessionId }) => sessionId),
      manager,
    );
  }

  override async forget(before: Date, most: number, manager: EntityManager): Promise<number> {
    const [row] = await manager.query<{ forgotten: number }[]>(FORGET, [before, most]);
    return row!.forgotten;
  }
}

const ofPlaces = (places: readonly EventPlace[], manager: EntityManager): Promise<HeardRow[]> =>
  manager.query(OF_PLACES, [places.map(({ service }) => service), places.map(({ place }) => place)]);

const sideBySide = (rows: readonly HeardRow[]): string[][] => [
  rows.map(({ service }) => service),
  rows.map(({ place }) => place),
  rows.map(({ session_id: id }) => id),
];

type RowKey = Pick<HeardRow, 'service' | 'place' | 'session_id'>;
const sessionKey = (row: RowKey): string => `${placeKey(row)} ${row.session_id}`;

/** A place that was used for months holds up nobody: only what has changed is put together anew. */
async function changedAmong(rows: readonly RowKey[], manager: EntityManager): Promise<Set<string>> {
  const changed = await manager.query<RowKey[]>(CHANGED, [JSON.stringify(rows)]);
  return new Set(changed.map(sessionKey));
}

const withRoom = <T extends { category: string }>(named: T, ids: CategoryIds): T =>
  ids.has(named.category) ? named : { ...named, category: NOT_TOLD };

/** What a room is called makes no category, and must not hold up all others: one without room is left out. */
async function idsWithRoom(wanted: readonly string[], manager: EntityManager): Promise<CategoryIds> {
  const reported = await registeredAmong(
    manager,
    wanted.filter((name) => name !== NOT_TOLD && isUncommon(name)),
  );
  const names = wanted.filter((name) => name !== NOT_TOLD && knownCategory(name, reported) !== null);
  try {
    return await registerCategories(manager, [NOT_TOLD, ...names]);
  } catch (error) {
    if (!(error instanceof TooManyCategories)) throw error;
    const refused = new Set(error.refused);
    return registerCategories(manager, [NOT_TOLD, ...names.filter((name) => !refused.has(name))]);
  }
}

/** Locks the rows of these sessions, new ones included, and keeps apart what the platform told before. */
async function reserve(
  states: SessionState[],
  categoryIds: CategoryIds,
  manager: EntityManager,
): Promise<void> {
  const made = await manager.query<{ session_id: string }[]>(RESERVE, mergeParameters(states, categoryIds));
  const all = states.map(({ sessionId }) => sessionId);
  const heard = await manager.query<{ session_id: string }[]>(HEARD_IDS, [all]);
  const known = new Set([...made, ...heard].map(({ session_id: id }) => id));
  const firstHeardOf = all.filter((id) => !known.has(id));
  if (firstHeardOf.length > 0) await manager.query(KEEP_TOLD, [firstHeardOf]);
}

/** Rows of `sessions` out of all that is heard and told of them. */
async function putTogether(ids: readonly string[], manager: EntityManager): Promise<void> {
  const heard = await manager.query<HeardRow[]>(OF_SESSIONS, [ids]);
  const told = await manager.query<ToldRow[]>(TOLD, [ids]);
  const names = [...heard.map(({ category }) => category), ...told.flatMap(({ category }) => category ?? [])];
  const categoryIds = await idsWithRoom(names, manager);
  const states = joined([
    ...heard.map((row) => stateOf(withRoom(reportOf(row), categoryIds))),
    ...told.map(toldState),
  ]);
  if (states.length > 0) await manager.query(REWRITE, mergeParameters(states, categoryIds));
  const left = new Set(states.map(({ sessionId }) => sessionId));
  const gone = ids.filter((id) => !left.has(id));
  if (gone.length > 0) await manager.query(DELETE_SESSIONS, [gone]);
}

/** One state for each session, ordered by id. */
function joined(states: readonly SessionState[]): SessionState[] {
  const byId = new Map<string, SessionState>();
  for (const state of states) {
    const known = byId.get(state.sessionId);
    byId.set(state.sessionId, known ? mergeSession(known, state) : state);
  }
  return [...byId.values()].toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
}
