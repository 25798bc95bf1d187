import type { EntityManager } from 'typeorm';

/**
 * Tables of hours whose minutes (of `quarter_marks`: quarters of days whose hours) have changed since they were folded,
 * each with the key of its folders' lock.
 */
const LOCKS = {
  hour_marks: 7_270_112_028,
  active_session_hour_marks: 7_270_112_030,
  pool_hour_marks: 7_270_112_031,
  quarter_marks: 7_270_112_032,
} as const;
type HourMarks = keyof typeof LOCKS;

/**
 * Takes the marks of at most `most` hours, oldest first. The marks go in one statement, and each later one has a newer
 * snapshot: it sees the minutes of every mark taken. One folder at a time: others wait for the transaction to end.
 */
export async function takeMarks(marks: HourMarks, most: number, manager: EntityManager): Promise<Date[]> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS[marks]]);
  const [taken] = await manager.query<[{ hour: Date }[], number]>(
    `DELETE FROM ${marks}
     WHERE hour IN (SELECT DISTINCT hour FROM ${marks} ORDER BY hour LIMIT $1) RETURNING hour`,
    [most],
  );
  const hours = new Set(taken.map(({ hour }) => hour.getTime()));
  return [...hours].toSorted((a, b) => a - b).map((hour) => new Date(hour));
}

/**
 * SQL that marks the hours of these minutes (an expression of type timestamptz[]), but for hours of which minutes have
 * been removed: what was folded of them stands.
 */
export const markHours = (marks: HourMarks, minutes: string, table: string): string =>
  `INSERT INTO ${marks} (hour)
   SELECT DISTINCT date_trunc('hour', m.minute, 'UTC') FROM unnest(${minutes}) AS m (minute)
   WHERE date_trunc('hour', m.minute, 'UTC')
     >= ALL (SELECT kept_since FROM retention_floors WHERE table_name = '${table}')`;
