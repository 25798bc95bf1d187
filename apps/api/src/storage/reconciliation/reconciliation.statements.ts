const COUNT = `service, asked_at AS "askedAt", ours, theirs, at_least AS "atLeast", not_counted AS "notCounted",
  paused_until AS "pausedUntil", refusals, differing_since AS "differingSince", differing_polls AS "differingPolls"`;

/** $1 services. */
export const NEWEST_COUNTS = `
  SELECT newest.* FROM unnest($1::text[]) AS s (key)
  CROSS JOIN LATERAL (
    SELECT ${COUNT} FROM active_count_polls WHERE service = s.key ORDER BY asked_at DESC LIMIT 1) AS newest`;

/** $1 oldest sign of life of an active session, $2 service of the avatars. */
export const OURS = `
  WITH active AS MATERIALIZED (
    SELECT session_id, provider FROM sessions
    WHERE end_time IS NULL AND greatest(start_time, last_seen_at, quality_at) >= $1)
  SELECT service, count(*)::int AS sessions FROM (
    SELECT provider AS service FROM active WHERE provider IS NOT NULL
    UNION ALL
    SELECT $2::text FROM active WHERE provider IS DISTINCT FROM $2::text AND EXISTS (
      SELECT FROM heard_sessions h WHERE h.session_id = active.session_id AND h.avatar_is_there)
  ) AS carried GROUP BY service`;

export const RECORD = `
  INSERT INTO active_count_polls (service, asked_at, ours, theirs, at_least, not_counted, paused_until, refusals,
    differing_since, differing_polls)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (service, asked_at) DO NOTHING`;

export const RECORD_SENDING = `
  INSERT INTO vendor_webhook_states (service, is_active, failed_count, checked_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (service) DO UPDATE SET
    is_active = excluded.is_active, failed_count = excluded.failed_count, checked_at = excluded.checked_at`;

export const SENDING = `
  SELECT is_active AS active, failed_count, checked_at FROM vendor_webhook_states WHERE service = $1`;

/** $1 service, $2 from, $3 to. */
export const STUCK_CLOSED = `
  SELECT count(DISTINCT session_id)::int AS closed FROM heard_sessions
  WHERE service = $1 AND closed_at > $2 AND closed_at <= $3`;

/**
 * Sessions that go on, have given a sign of life since $1, and in which no avatar has been since $2 at the latest. $3:
 * avatars are in use here, so that one is missed where an agent waits, too.
 */
export const AVATARS_MISSING = `
  SELECT count(DISTINCT (h.service, h.place))::int AS rooms, min(h.avatar_missing_since) AS since,
    $3::boolean OR EXISTS (SELECT FROM heard_sessions WHERE avatar_was_there) AS "areSeen"
  FROM heard_sessions h JOIN sessions s USING (session_id)
  WHERE h.avatar_missing_since <= $2 AND (h.avatar_was_there OR $3::boolean) AND s.end_time IS NULL
    AND greatest(s.start_time, s.last_seen_at, s.quality_at) >= $1`;

/** $1 service, $2 after, $3 until. The words are those that parsers of webhooks know. */
export const BAD_ENDS = `
  SELECT e.reason, count(*)::int AS times, count(DISTINCT h.session_id)::int AS sessions, max(e.at) AS "newestAt"
  FROM heard_sessions h, jsonb_to_recordset(h.bad_ends) AS e (at timestamptz, reason text)
  WHERE h.service = $1 AND h.newest_bad_end_at > $2 AND e.at > $2 AND e.at <= $3
  GROUP BY 1 ORDER BY 2 DESC, 1`;
