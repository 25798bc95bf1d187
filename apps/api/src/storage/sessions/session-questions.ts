import { AVATAR_SERVICE } from '@watchroom/contracts';
import { NOT_TOLD } from '../../core/sessions/session-state';

/**
 * $1 moments, ascending, at which the bands of age meet, the last one that of the active window. `bands`: sessions by
 * the number of these moments at or before their last sign of life. `providers`: active ones of which one was told.
 * `with_avatar`: null while nothing is known of avatars. Open sessions are the nulls of the index on end_time.
 */
export const ACTIVITY = `
  WITH open_sessions AS MATERIALIZED (
    SELECT session_id, provider, greatest(start_time, last_seen_at, quality_at) AS seen_at
      FROM sessions WHERE end_time IS NULL
  ), active AS (
    SELECT session_id, provider FROM open_sessions WHERE seen_at >= ($1::timestamptz[])[cardinality($1::timestamptz[])]
  ), told AS (
    SELECT provider, count(*) AS sessions FROM active WHERE provider IS NOT NULL GROUP BY provider
  ), banded AS (
    SELECT width_bucket(seen_at, $1::timestamptz[]) AS band, count(*) AS sessions FROM open_sessions GROUP BY 1
  )
  SELECT (SELECT json_object_agg(band, sessions) FROM banded) AS bands,
         (SELECT json_object_agg(provider, sessions) FROM told) AS providers,
         CASE WHEN EXISTS (SELECT FROM heard_sessions WHERE avatar_was_there) THEN
           (SELECT count(*)::int FROM active WHERE provider IS DISTINCT FROM '${AVATAR_SERVICE}' AND session_id IN (
             SELECT session_id FROM heard_sessions WHERE avatar_was_there AND avatar_is_there))
         END AS with_avatar,
         (SELECT max(seen_at) FROM open_sessions) AS newest_open_at,
         greatest(
           (SELECT max(seen_at) FROM open_sessions),
           (SELECT max(end_time) FROM sessions),
           (SELECT max(start_time) FROM sessions)
         ) AS newest_at`;

/** $1 from, $2 now, both included. quality_hour only finds the rows; quality_at decides. */
export const RECENT_QUALITY = `
  WITH recent AS (
    SELECT quality FROM sessions
     WHERE quality_hour >= $1::timestamptz - interval '1 hour'
       AND quality_at >= $1::timestamptz AND quality_at <= $2::timestamptz
  )
  SELECT count(*) FILTER (WHERE quality = 4)::int AS excellent,
         count(*) FILTER (WHERE quality = 3)::int AS good,
         count(*) FILTER (WHERE quality = 2)::int AS fair,
         count(*) FILTER (WHERE quality = 1)::int AS poor,
         (SELECT max(quality_at) FROM sessions
           WHERE quality_hour = (SELECT max(quality_hour) FROM sessions)) AS newest_at
    FROM recent`;

/**
 * $1 from, $2 to, $3 first full hour, $4 end of the full hours. One statement is one snapshot: an hour counts from
 * the rollup unless a mark says that it is out of date, and then from the sessions themselves. That nobody told a
 * category is said only where it is so.
 */
export const LAST_THIRTY_DAYS = `
  WITH marked AS (
    SELECT DISTINCT hour FROM session_hour_changes WHERE hour >= $3::timestamptz AND hour < $4::timestamptz
  ), single (category_id, quality) AS (
    SELECT category_id, quality FROM sessions
     WHERE start_time >= $1::timestamptz AND start_time < $3::timestamptz
    UNION ALL
    SELECT category_id, quality FROM sessions
     WHERE start_time >= $4::timestamptz AND start_time <= $2::timestamptz
    UNION ALL
    SELECT s.category_id, s.quality
      FROM marked m JOIN sessions s ON s.start_time >= m.hour AND s.start_time < m.hour + interval '1 hour'
  ), counted (category_id, quality, sessions) AS (
    SELECT category_id, quality, sum(sessions) FROM session_hours h
     WHERE hour >= $3::timestamptz AND hour < $4::timestamptz
       AND NOT EXISTS (SELECT FROM marked m WHERE m.hour = h.hour)
     GROUP BY category_id, quality
    UNION ALL
    SELECT category_id, coalesce(quality, 0), count(*) FROM single GROUP BY category_id, quality
  )
  SELECT c.name AS category, n.quality, coalesce(sum(n.sessions), 0)::float8 AS sessions
    FROM counselor_categories c LEFT JOIN counted n ON n.category_id = c.id
   WHERE c.name <> '${NOT_TOLD}' OR n.sessions > 0
   GROUP BY c.name, n.quality
   ORDER BY c.name`;
