import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mergeSession, NOT_TOLD, type SessionState, stateOf } from '../../core/sessions/session-state';
import { TooManyCategories } from '../../core/sessions/too-many-categories';
import type { KnownOfSession } from '../../core/webhook-sessions/heard-session';
import { registerCategories } from '../counselor-categories/counselor-category.registry';
import { type EventPlace, placeKey } from '../service-events/service-event.repository';
import { mergeParameters } from '../sessions/session-merge.statement';
import { type FoldedPlace, HeardSessionRepository } from './heard-session.repository';
import { closureOf, heardRow, type HeardRow, reportOf, type ToldRow, toldState } from './heard-session.rows';
import {
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
    const categoryIds = await idsWithRoom(folded, manager);
    const now = new Set(
      folded.flatMap((place) => place.sessions.map(({ report }) => `${placeKey(place)} ${report.sessionId}`)),
    );
    const removed = (await ofPlaces(folded, manager)).filter(
      (row) => row.last_seen_at >= eventsKeptSince && !now.has(`${placeKey(row)} ${row.session_id}`),
    );
    const reports = [
      ...folded.flatMap(({ sessions }) => sessions.map(({ report }) => report)),
      ...removed.map(reportOf),
    ];
    const states = joined(
      reports.map((report) => stateOf({ ...report, category: withRoom(report.category, categoryIds) })),
    );
    if (states.length === 0) return;
    await reserve(states, categoryIds, manager);
    await manager.query(REMOVE, sideBySide(removed));
    const rows = folded.flatMap((place) => place.sessions.map((session) => heardRow(place, session)));
    const withRooms = rows.map((row) => ({ ...row, category: withRoom(row.category, categoryIds) }));
    await manager.query(PUT, [JSON.stringify(withRooms)]);
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

const withRoom = (category: string, ids: CategoryIds): string => (ids.has(category) ? category : NOT_TOLD);

/** What a room is called must not hold up all others: a category without room is left out. */
async function idsWithRoom(folded: readonly FoldedPlace[], manager: EntityManager): Promise<CategoryIds> {
  const names = folded.flatMap(({ sessions }) => sessions.map(({ report }) => report.category));
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
  const states = joined([...heard.map((row) => stateOf(reportOf(row))), ...told.map(toldState)]);
  const categoryIds = await registerCategories(
    manager,
    states.map(({ category }) => category.value),
  );
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
