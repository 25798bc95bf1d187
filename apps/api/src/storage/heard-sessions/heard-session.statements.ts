import { STATE_COLUMNS, STATE_ROWS } from '../sessions/session-merge.statement';
import { FOLDED_COLUMNS } from './heard-session.rows';

const columns = STATE_COLUMNS.join(', ');
const folded = FOLDED_COLUMNS.map(([name]) => name);

/** $1 services and $2 places, side by side. */
const PLACES = 'unnest($1::text[], $2::text[]) AS p (service, place)';
const ROW = `h.service, h.place, h.session_id, h.start_time, h.end_time, h.last_seen_at, h.quality, h.quality_at,
  h.category, h.confirmed_at, h.closed_at, h.closed_sign_at, h.closed_reason`;

export const OF_PLACES = `SELECT ${ROW} FROM ${PLACES} JOIN heard_sessions h USING (service, place)`;
export const OF_SESSIONS = `SELECT ${ROW} FROM heard_sessions h WHERE session_id = ANY ($1::uuid[])`;
export const HEARD_IDS = 'SELECT DISTINCT session_id FROM heard_sessions WHERE session_id = ANY ($1::uuid[])';

/** $1 now, $2 how many. */
export const TAKE_DUE = `
  WITH due AS (
    SELECT service, place FROM heard_sessions WHERE look_again_at <= $1
    GROUP BY service, place ORDER BY min(look_again_at) LIMIT $2),
  taken AS (
    UPDATE heard_sessions h SET look_again_at = NULL FROM due
    WHERE (h.service, h.place) = (due.service, due.place) AND h.look_again_at <= $1)
  SELECT service, place FROM due`;

/**
 * Makes the rows that are missing and locks the others as they are, in one pass in the order of their ids: as whoever
 * merges reports of the platform does. Answers those that were made.
 */
export const RESERVE = `
  INSERT INTO sessions (${columns}) SELECT ${columns} FROM ${STATE_ROWS} ORDER BY session_id
  ON CONFLICT (session_id) DO UPDATE SET start_time = excluded.start_time WHERE false
  RETURNING session_id`;

/** Before anything is heard of a session, its row is what the platform told. */
export const KEEP_TOLD = `
  INSERT INTO told_sessions (${columns}) SELECT ${columns} FROM sessions WHERE session_id = ANY ($1::uuid[])
  ON CONFLICT (session_id) DO UPDATE SET
    ${STATE_COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`;

export const TOLD = `
  SELECT t.*, c.name AS category FROM told_sessions t LEFT JOIN counselor_categories c ON c.id = t.category_id
  WHERE t.session_id = ANY ($1::uuid[])`;

/** $1 services, $2 places and $3 sessions, side by side. */
export const REMOVE = `
  DELETE FROM heard_sessions h USING unnest($1::text[], $2::text[], $3::uuid[]) AS p (service, place, session_id)
  WHERE (h.service, h.place, h.session_id) = (p.service, p.place, p.session_id)`;

const TELLING = `
  SELECT ${folded.map((name) => (name === 'meetings' ? 'ARRAY(SELECT jsonb_array_elements_text(meetings)) AS meetings' : name)).join(', ')}
  FROM jsonb_to_recordset($1::jsonb)
    AS t (${FOLDED_COLUMNS.map(([name, type]) => `${name} ${type === 'text[]' ? 'jsonb' : type}`).join(', ')})`;

/** Those of $1, rows as JSON, that are not stored like that. */
export const CHANGED = `
  SELECT t.service, t.place, t.session_id FROM (${TELLING}) AS t
  LEFT JOIN heard_sessions h USING (service, place, session_id)
  WHERE h.meetings IS NULL OR (${folded.map((name) => `h.${name}`).join(', ')})
    IS DISTINCT FROM (${folded.map((name) => `t.${name}`).join(', ')})`;

/** $1 rows as JSON. */
export const PUT = `
  INSERT INTO heard_sessions AS h (${folded.join(', ')}) ${TELLING}
  ON CONFLICT (service, place, session_id) DO UPDATE SET
    ${folded.map((name) => `${name} = excluded.${name}`).join(', ')}`;

/** Writes no version of a row that is as it should be. */
export const REWRITE = `
  INSERT INTO sessions AS s (${columns}) SELECT ${columns} FROM ${STATE_ROWS} ORDER BY session_id
  ON CONFLICT (session_id) DO UPDATE SET
    ${STATE_COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}
  WHERE (${STATE_COLUMNS.map((name) => `s.${name}`).join(', ')})
    IS DISTINCT FROM (${STATE_COLUMNS.map((name) => `excluded.${name}`).join(', ')})`;

export const DELETE_SESSIONS = 'DELETE FROM sessions WHERE session_id = ANY ($1::uuid[])';

/** $1 before, $2 how many. */
export const FORGET = `
  WITH gone AS (
    DELETE FROM heard_sessions WHERE (service, place, session_id) IN (
      SELECT service, place, session_id FROM heard_sessions WHERE last_seen_at < $1 ORDER BY last_seen_at LIMIT $2)
    RETURNING service, place, session_id),
  untold AS (
    DELETE FROM told_sessions t USING gone WHERE t.session_id = gone.session_id AND NOT EXISTS (
      SELECT FROM heard_sessions h WHERE h.session_id = t.session_id
        AND (h.service, h.place, h.session_id) NOT IN (SELECT service, place, session_id FROM gone)))
  SELECT count(*)::int AS forgotten FROM gone`;
