import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { OpenMeeting, OpenMeetingVerdicts } from '../../core/reconciliation/open-meetings';
import type { Closure } from '../../core/webhook-sessions/heard-session';
import { OpenMeetingRepository } from './open-meeting.repository';

const OPEN = `
  SELECT h.place, h.session_id AS "sessionId", h.meetings, h.missed_since AS "missedSince",
    h.missed_polls AS "missedPolls", h.closed_at IS NOT NULL AS "isClosed",
    greatest(s.start_time, s.last_seen_at, s.quality_at, h.confirmed_at) AS "lastSignAt"
  FROM heard_sessions h JOIN sessions s USING (session_id)
  WHERE h.service = $1 AND ((h.end_time IS NULL AND s.end_time IS NULL) OR h.closed_at >= $2)`;

/** $1 service; $2 places and $3 sessions, side by side with what follows. */
const EACH = (more: string, columns: string) => `
  FROM unnest($2::text[], $3::uuid[]${more}) AS t (place, session_id${columns})
  WHERE h.service = $1 AND (h.place, h.session_id) = (t.place, t.session_id)`;

const CONFIRM = `
  UPDATE heard_sessions h SET confirmed_at = $4, missed_since = NULL, missed_polls = 0, look_again_at = $4 ${EACH('', '')}`;
const MISS = `
  UPDATE heard_sessions h SET missed_since = t.since, missed_polls = t.polls
  ${EACH(', $4::timestamptz[], $5::integer[]', ', since, polls')}`;
const CLOSE = `
  UPDATE heard_sessions h SET missed_since = NULL, missed_polls = 0, closed_at = $4, closed_sign_at = t.sign_at,
    closed_reason = $5, look_again_at = $4
  ${EACH(', $6::timestamptz[]', ', sign_at')}`;

const GONE: Closure['reason'] = 'gone_at_vendor';

@Injectable()
export class OpenMeetingSqlRepository extends OpenMeetingRepository {
  override open(
    service: ExternalServiceKey,
    closedSince: Date,
    manager: EntityManager,
  ): Promise<OpenMeeting[]> {
    return manager.query(OPEN, [service, closedSince]);
  }

  override async apply(
    service: ExternalServiceKey,
    { confirmed, missed, closed }: OpenMeetingVerdicts,
    at: Date,
    manager: EntityManager,
  ): Promise<void> {
    if (confirmed.length > 0) await manager.query(CONFIRM, [...keys(service, confirmed), at]);
    if (missed.length > 0)
      await manager.query(MISS, [
        ...keys(service, missed),
        missed.map(({ missedSince }) => missedSince),
        missed.map(({ missedPolls }) => missedPolls),
      ]);
    if (closed.length > 0)
      await manager.query(CLOSE, [
        ...keys(service, closed),
        at,
        GONE,
        closed.map(({ lastSignAt }) => lastSignAt),
      ]);
  }
}

const keys = (service: ExternalServiceKey, sessions: readonly OpenMeeting[]): unknown[] => [
  service,
  sessions.map(({ place }) => place),
  sessions.map(({ sessionId }) => sessionId),
];
