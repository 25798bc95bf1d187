const COLUMNS = `service, id, at, received_at, kind, place, meeting, room, session_id, category, participant, role,
  quality, bad_end`;

/**
 * $1 events and $2 deliveries as JSON. Sorted, so that replicas with the same events wait for each other instead of
 * locking each other out. An event whose time may vary is looked for by its id in all that is kept; two replicas must
 * not do so at the same moment.
 */
export const STORE_EVENTS = `
  WITH e AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS e (
      service text, id text, at timestamptz, received_at timestamptz, kind text, place text, meeting text, room text,
      session_id uuid, category text, participant text, role text, quality text, bad_end text, at_varies boolean)),
  stored AS (
    INSERT INTO service_events (${COLUMNS})
    SELECT DISTINCT ON (service, id, CASE WHEN at_varies THEN NULL ELSE at END) ${COLUMNS} FROM e
    WHERE NOT at_varies
      OR NOT EXISTS (SELECT FROM service_events s WHERE (s.service, s.id) = (e.service, e.id) OFFSET 0)
    ORDER BY service, id, CASE WHEN at_varies THEN NULL ELSE at END, at
    ON CONFLICT DO NOTHING RETURNING service, id, place, at),
  marks AS (
    INSERT INTO service_event_marks (service, place, at)
    SELECT service, place, min(at) FROM stored GROUP BY 1, 2),
  counts AS (
    INSERT INTO webhook_deliveries AS d (hour, service, replica, accepted, refused, last_accepted_at)
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS d (
      hour timestamptz, service text, replica text, accepted bigint, refused bigint, last_accepted_at timestamptz)
    ORDER BY 1, 2
    ON CONFLICT (hour, service, replica) DO UPDATE SET
      accepted = d.accepted + excluded.accepted,
      refused = d.refused + excluded.refused,
      last_accepted_at = greatest(d.last_accepted_at, excluded.last_accepted_at))
  SELECT service, id FROM stored`;

/** Marks that were taken, with others of the same places. $1: how many. */
export const TAKE_MARKS = `
  WITH oldest AS (SELECT DISTINCT service, place
                  FROM (SELECT * FROM service_event_marks ORDER BY id LIMIT $1) AS m),
  taken AS (DELETE FROM service_event_marks m USING oldest o WHERE (m.service, m.place) = (o.service, o.place))
  SELECT service, place FROM oldest`;

/** $1 services and $2 places, side by side. */
export const EVENTS_OF_PLACES = `
  SELECT e.service, e.id, e.kind, e.at, e.place, e.meeting, e.room, e.session_id, e.category, e.participant, e.role,
    e.quality, e.bad_end
  FROM unnest($1::text[], $2::text[]) AS p (service, place) JOIN service_events e USING (service, place)
  ORDER BY e.service, e.place, e.at, e.id`;

/** $1 services, $2 now. */
export const DELIVERIES = `
  SELECT s.service, last.at AS "lastReceivedAt",
    coalesce(sum(d.accepted), 0)::int AS accepted, coalesce(sum(d.refused), 0)::int AS refused
  FROM unnest($1::text[]) WITH ORDINALITY AS s (service, position)
  LEFT JOIN webhook_deliveries d ON d.service = s.service
    AND d.hour > date_trunc('hour', $2::timestamptz, 'UTC') - interval '24 hours'
    AND d.hour <= $2::timestamptz
  LEFT JOIN LATERAL (
    SELECT max(l.last_accepted_at) AS at FROM webhook_deliveries l WHERE l.service = s.service) AS last ON true
  GROUP BY s.service, s.position, last.at ORDER BY s.position`;

/** $1 from, $2 to. */
export const ENDINGS = `
  SELECT service, role IS NOT DISTINCT FROM 'avatar' AS "ofAvatars", count(*)::int AS n,
    count(*) FILTER (WHERE kind = 'aborted' OR bad_end IS NOT NULL)::int AS broken, max(at) AS "newestAt"
  FROM service_events
  WHERE kind IN ('left', 'aborted') AND at > $1 AND at <= $2 AND role IS DISTINCT FROM 'machine'
  GROUP BY 1, 2`;
