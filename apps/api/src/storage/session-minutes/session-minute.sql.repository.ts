import { Injectable } from '@nestjs/common';
import { QUALITY_LEVELS, type SessionProvider } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { HistorySpan } from '../../core/history/history-span';
import type { ActiveRow, SessionRow } from '../../core/history/session-tally';
import { markHours, takeMarks } from '../hour-marks/hour-marks';
import { type SessionMinute, SessionMinuteRepository } from './session-minute.repository';

const MARKS = 'active_session_hour_marks';
const MINUTE_COLUMNS = ['active', 'stale', ...QUALITY_LEVELS, 'sampled_at', 'by_provider'];
const SUMS = ['active', 'stale', ...QUALITY_LEVELS];
const HOUR_COLUMNS = ['observed_minutes', 'active_min', 'active_max', ...SUMS, 'by_provider'];

const replaced = (columns: readonly string[]) =>
  columns.map((column) => `${column} = excluded.${column}`).join(', ');
const asNumbers = (columns: readonly string[]) =>
  columns.map((column) => `${column}::float8 AS ${column}`).join(', ');

const QUALITIES = QUALITY_LEVELS.join(', ');
const OF_MINUTES = `minute AS start, 1 AS minutes, active::float8 AS active, active AS "activeMin",
  active AS "activeMax", ${QUALITIES}`;
const OF_HOURS = `hour AS start, observed_minutes::int AS minutes, active::float8 AS active, active_min AS "activeMin",
  active_max AS "activeMax", ${asNumbers(QUALITY_LEVELS)}`;

const NEED_OF_MINUTES = `minute AS start, 1 AS minutes, (by_provider ->> $3)::float8 AS active,
  (by_provider ->> $3)::int AS "activeMin", (by_provider ->> $3)::int AS "activeMax"`;
const NEED_OF_HOURS = `hour AS start, (by_provider -> $3 ->> 'minutes')::int AS minutes,
  (by_provider -> $3 ->> 'active')::float8 AS active, (by_provider -> $3 ->> 'min')::int AS "activeMin",
  (by_provider -> $3 ->> 'max')::int AS "activeMax"`;

/** $1 from, $2 to, and whatever else the columns ask for. */
const rowsOf = (ofMinutes: string, ofHours: string, where = 'true') => ({
  minute: `SELECT ${ofMinutes} FROM session_minutes WHERE minute >= $1 AND minute < $2 AND ${where} ORDER BY start`,
  hour: `WITH dirty AS (SELECT DISTINCT hour FROM ${MARKS} WHERE hour >= $1 AND hour < $2)
    SELECT ${ofHours} FROM active_session_hours
    WHERE hour >= $1 AND hour < $2 AND hour NOT IN (SELECT hour FROM dirty) AND ${where}
    UNION ALL
    SELECT ${ofMinutes} FROM dirty JOIN session_minutes ON minute >= hour AND minute < hour + interval '1 hour'
    WHERE ${where}
    ORDER BY start`,
});
const ROWS = rowsOf(OF_MINUTES, OF_HOURS);
/** $3 provider. */
const NEEDING = rowsOf(NEED_OF_MINUTES, NEED_OF_HOURS, 'by_provider ? $3');

/** Of the hour `h.hour`: what each provider was counted in. */
const PROVIDERS_OF_HOUR = `
  SELECT jsonb_object_agg(provider, jsonb_build_object('minutes', minutes, 'active', active, 'min', least, 'max', most))
  FROM (
    SELECT key AS provider, count(*) AS minutes, sum(value::int) AS active, min(value::int) AS least,
      max(value::int) AS most
    FROM session_minutes, jsonb_each_text(by_provider)
    WHERE minute >= h.hour AND minute < h.hour + interval '1 hour'
    GROUP BY key
  ) AS told`;

@Injectable()
export class SessionMinuteSqlRepository extends SessionMinuteRepository {
  override async replace(samples: readonly SessionMinute[], manager: EntityManager): Promise<void> {
    const minutes = samples.map(({ minute }) => minute);
    await manager.query(
      `INSERT INTO session_minutes AS m (minute, ${MINUTE_COLUMNS.join(', ')})
       SELECT * FROM unnest($1::timestamptz[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[],
         $8::timestamptz[], $9::jsonb[])
       ON CONFLICT (minute) DO UPDATE SET ${replaced(MINUTE_COLUMNS)} WHERE m.sampled_at <= excluded.sampled_at`,
      [
        minutes,
        samples.map(({ active }) => active),
        samples.map(({ stale }) => stale),
        ...QUALITY_LEVELS.map((level) => samples.map(({ quality }) => quality[level])),
        samples.map(({ sampledAt }) => sampledAt),
        samples.map(({ byProvider }) => (byProvider === null ? null : JSON.stringify(byProvider))),
      ],
    );
    await manager.query(markHours(MARKS, '$1::timestamptz[]', 'session_minutes'), [minutes]);
  }

  override async fold(most: number, manager: EntityManager): Promise<number> {
    const hours = await takeMarks(MARKS, most, manager);
    await manager.query(
      `INSERT INTO active_session_hours (hour, ${HOUR_COLUMNS.join(', ')})
       SELECT h.hour, count(*), min(active), max(active), ${SUMS.map((column) => `sum(${column})`).join(', ')},
         (${PROVIDERS_OF_HOUR})
       FROM unnest($1::timestamptz[]) AS h (hour)
       JOIN session_minutes ON minute >= h.hour AND minute < h.hour + interval '1 hour'
       GROUP BY h.hour
       ON CONFLICT (hour) DO UPDATE SET ${replaced(HOUR_COLUMNS)}`,
      [hours],
    );
    return hours.length;
  }

  override rows({ from, to, resolution }: HistorySpan, manager: EntityManager): Promise<SessionRow[]> {
    return manager.query(ROWS[resolution], [from, to]);
  }

  override rowsOf(
    provider: SessionProvider,
    { from, to, resolution }: HistorySpan,
    manager: EntityManager,
  ): Promise<ActiveRow[]> {
    return manager.query(NEEDING[resolution], [from, to, provider]);
  }
}
