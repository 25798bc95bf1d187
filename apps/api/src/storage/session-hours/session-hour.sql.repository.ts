import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Leadership } from '../../platform/lease/leadership';
import { SessionHourRepository } from './session-hour.repository';

/** Any constant: the key of the lock that lets one transaction fold at a time. */
const FOLD_LOCK = 7_270_112_037;

@Injectable()
export class SessionHourSqlRepository extends SessionHourRepository {
  constructor(private readonly leadership: Leadership) {
    super();
  }

  override fold(mostHours: number): Promise<number> {
    return this.leadership.fenced((manager) => foldHours(manager, mostHours));
  }
}

/**
 * A writer commits its sessions together with their marks, so every snapshot sees both or neither. The marks are taken
 * first, in one statement; each later statement has a newer snapshot (read committed), so the recount sees the sessions
 * of every mark taken, and maybe more. What is "more" has a mark that the first statement did not see: it stays, and
 * until it is folded readers count its hour from the sessions. A reader therefore never meets an hour without a mark
 * whose row misses or anticipates a session of its snapshot.
 */
export async function foldHours(manager: EntityManager, mostHours: number): Promise<number> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
  const [taken]: [{ hour: Date }[], number] = await manager.query(
    `DELETE FROM session_hour_changes
      WHERE hour IN (SELECT DISTINCT hour FROM session_hour_changes ORDER BY hour DESC LIMIT $1)
      RETURNING hour`,
    [mostHours],
  );
  const hours = [...new Set(taken.map(({ hour }) => hour.toISOString()))];
  if (hours.length === 0) return 0;
  await manager.query('DELETE FROM session_hours WHERE hour = ANY($1::timestamptz[])', [hours]);
  await manager.query(
    `INSERT INTO session_hours (hour, category_id, quality, sessions)
     SELECT t.hour, s.category_id, coalesce(s.quality, 0), count(*)
       FROM unnest($1::timestamptz[]) AS t (hour)
       JOIN sessions s ON s.start_time >= t.hour AND s.start_time < t.hour + interval '1 hour'
      GROUP BY t.hour, s.category_id, s.quality`,
    [hours],
  );
  return hours.length;
}
