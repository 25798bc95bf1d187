import type { EntityManager } from 'typeorm';
import type { HeardSession, KnownOfSession } from '../../core/webhook-sessions/heard-session';
import type { EventPlace } from '../service-events/service-event.repository';

/** All that the events of one place say. */
export interface FoldedPlace extends EventPlace {
  sessions: readonly HeardSession[];
}

/**
 * Sessions as webhooks tell of them, place by place. A session that the platform tells of too is both together: in
 * every order of what is told and heard, `sessions` ends with the same row.
 */
export abstract class HeardSessionRepository {
  /** Takes at most `most` places of which a session was to be looked at again by `now`, the longest due ones first. */
  abstract takeDue(now: Date, most: number, manager: EntityManager): Promise<EventPlace[]>;

  /** What is known of the sessions of these places, by place (see `placeKey`) and session. */
  abstract known(
    places: readonly EventPlace[],
    manager: EntityManager,
  ): Promise<Map<string, Map<string, KnownOfSession>>>;

  /**
   * Puts what these places say now in the place of what they said before, and puts the rows of `sessions` together
   * anew. A session that nothing tells of any more goes; one that was last heard of before `eventsKeptSince` stays, as
   * its events may have been forgotten. A category that has no room any more counts as not told. Safe to repeat.
   */
  abstract replace(
    folded: readonly FoldedPlace[],
    eventsKeptSince: Date,
    manager: EntityManager,
  ): Promise<void>;

  /** Forgets at most `most` of those last heard of before `before`; their rows of `sessions` stay. Answers how many. */
  abstract forget(before: Date, most: number, manager: EntityManager): Promise<number>;
}
