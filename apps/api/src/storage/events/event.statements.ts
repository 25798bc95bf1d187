import type { EventKind } from '@watchroom/contracts';
import { FEWEST_ERRORS, FEWEST_REQUESTS } from '../../core/errors/hour-state';
import { HOLD_WORSE_MS } from '../../core/health/held-verdict';
import { isMonitored } from '../request-minutes/monitored-services';

/** No webhook for so long is silence, as the page of the service says. */
const SILENT_HOURS = 24;

/** Inputs of system health and what a change of theirs is called. Services are told by their own tables. */
const KIND_OF_INPUT: Record<string, EventKind> = {
  system: 'health',
  error_rate: 'limit',
  response_time_p95: 'limit',
  database: 'database',
  database_pool: 'pool',
  own_data: 'source',
  sessions: 'source',
  certificates: 'certificate',
};
const inputs = Object.entries(KIND_OF_INPUT);

const IS_FINE = (state: string) => `coalesce(${state}, '') IN ('fine', 'healthy')`;
const UNPROVEN = `interval '${HOLD_WORSE_MS} milliseconds'`;

/**
 * A first judgement that all is fine is no news: in an empty installation it would be green that nobody has seen. Nor is
 * it that a rate is under its limits when nothing worse was known of it before: not known yet, or bad for less time than
 * a rate must be bad to be called so. What was said of it then is no event either.
 */
const HEALTH = `
  SELECT h.at, k.kind, h.input AS subject, k.kind || ':' || h.input AS id, h.from_state AS "from",
    h.to_state AS "to", jsonb_build_object('detail', h.detail) AS told
  FROM health_changes AS h
    JOIN (VALUES ${inputs.map(([input, kind]) => `('${input}', '${kind}')`).join(', ')}) AS k (input, kind)
      ON k.input = h.input
    LEFT JOIN LATERAL (
      SELECT from_state IS NULL AND (to_state = 'unknown' OR at > h.at - ${UNPROVEN}) AS is_beginning
      FROM health_changes WHERE input = h.input AND at < h.at ORDER BY at DESC LIMIT 1
    ) AS before ON k.kind = 'limit' AND ${IS_FINE('h.to_state')}
    LEFT JOIN LATERAL (
      SELECT at < h.at + ${UNPROVEN} AND ${IS_FINE('to_state')} AS takes_back
      FROM health_changes WHERE input = h.input AND at > h.at ORDER BY at LIMIT 1
    ) AS after ON k.kind = 'limit' AND h.from_state IS NULL
  WHERE CASE
    WHEN k.kind = 'limit' AND h.from_state IS NULL
      THEN NOT ${IS_FINE('h.to_state')} AND h.to_state <> 'unknown' AND after.takes_back IS NOT TRUE
    ELSE (h.from_state IS NOT NULL OR NOT ${IS_FINE('h.to_state')}) AND before.is_beginning IS NOT TRUE
    END`;

const STATUS = `
  SELECT at, CASE what WHEN 'status' THEN 'service_status' ELSE 'webhooks' END AS kind, service AS subject,
    what || ':' || service AS id, from_word AS "from", to_word AS "to", jsonb_build_object('reason', reason) AS told
  FROM service_changes`;

const VERDICT = `
  SELECT at, 'verdict' AS kind, service AS subject, 'verdict:' || service AS id, from_verdict AS "from",
    to_verdict AS "to", '{}'::jsonb AS told
  FROM verdict_changes`;

// Begun and ended as the vendor tells it. A maintenance that was called off before it began has neither.
const VENDOR_INCIDENT = `
  SELECT date_trunc('milliseconds', e.at) AS at, 'vendor_incident' AS kind, service AS subject,
    'vendor_incident:' || service || ':' || e.what || ':' || left(md5(i.kind || id), 16) AS id,
    CASE e.what WHEN 'ended' THEN 'begun' END AS "from", e.what AS "to",
    jsonb_build_object('incident_kind', i.kind, 'title', title) AS told
  FROM (SELECT *, coalesce(started_at, scheduled_for, first_seen_at) AS began,
          coalesce(resolved_at, CASE WHEN kind = 'maintenance' AND status NOT IN ('in_progress', 'verifying')
                                     THEN scheduled_until END) AS ended
        FROM vendor_incidents) AS i
    CROSS JOIN LATERAL (VALUES ('begun', began), ('ended', ended)) AS e (what, at)
  WHERE ended IS NULL OR ended >= began`;

// By full hours, so that an event once told stays: what came within an hour is known once the hour is over.
const SILENCE = `
  SELECT e.at, 'webhooks' AS kind, h.service AS subject, 'silence:' || h.service AS id,
    CASE e.what WHEN 'silent' THEN 'heard' ELSE 'silent' END AS "from", e.what AS "to",
    jsonb_build_object('hours', '${SILENT_HOURS}') AS told
  FROM (
    SELECT w.service, w.hour, lead(w.hour) OVER later AS next,
      coalesce(lag(w.hour) OVER later, (SELECT max(b.hour) FROM webhook_deliveries b
        WHERE b.service = w.service AND b.accepted > 0 AND b.hour < w.hour)) AS previous
    FROM (SELECT DISTINCT service, hour FROM webhook_deliveries
          WHERE accepted > 0 AND hour >= $1::timestamptz - interval '${SILENT_HOURS + 2} hours' AND hour < $2) AS w
    WINDOW later AS (PARTITION BY w.service ORDER BY w.hour)) AS h
  CROSS JOIN LATERAL (VALUES
    ('silent', CASE WHEN next IS NULL OR next > hour + interval '${SILENT_HOURS} hours'
                    THEN hour + interval '${SILENT_HOURS + 1} hours' END),
    ('heard', CASE WHEN previous < hour - interval '${SILENT_HOURS} hours' THEN hour END)) AS e (what, at)`;

/** Of a full hour the last minutes are reported when it is over. */
const HOUR_KNOWN_AFTER = `interval '62 minutes'`;

// The same states and crossings as in core/errors/hour-state; the hour before the range says from where the first comes.
const ERROR_HOUR = `
  SELECT hour + ${HOUR_KNOWN_AFTER} AS at, 'error_hour' AS kind, 'error_rate' AS subject,
    'error_hour:error_rate' AS id, before AS "from", state AS "to",
    jsonb_build_object('start', to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'requests', requests::text, 'errors', errors::text) AS told
  FROM (
    SELECT *, lag(state) OVER (ORDER BY hour) AS before
    FROM (
      SELECT hour, requests, errors, CASE
        WHEN requests < ${FEWEST_REQUESTS} OR errors < ${FEWEST_ERRORS} THEN 'ok'
        WHEN errors / requests > limits.critical THEN 'critical'
        WHEN errors / requests > limits.warning THEN 'warning'
        ELSE 'ok' END AS state
      FROM limits, (
        SELECT hour, sum(requests)::float8 AS requests, sum(errors)::float8 AS errors FROM error_buckets
        WHERE ${isMonitored('service')} AND hour <= $3::timestamptz - ${HOUR_KNOWN_AFTER}
          AND hour >= coalesce((SELECT max(hour) FROM error_buckets WHERE requests > 0 AND ${isMonitored('service')}
                                  AND hour <= $1::timestamptz - ${HOUR_KNOWN_AFTER}),
                               $1::timestamptz - ${HOUR_KNOWN_AFTER})
        GROUP BY hour) AS counted
      WHERE requests > 0) AS judged) AS told
  WHERE state <> before`;

const SOURCES: { kinds: EventKind[]; rows: string }[] = [
  { kinds: [...new Set(Object.values(KIND_OF_INPUT))], rows: HEALTH },
  { kinds: ['error_hour'], rows: ERROR_HOUR },
  { kinds: ['service_status', 'webhooks'], rows: STATUS },
  { kinds: ['verdict'], rows: VERDICT },
  { kinds: ['vendor_incident'], rows: VENDOR_INCIDENT },
  { kinds: ['webhooks'], rows: SILENCE },
];

/**
 * $1 from, $2 to, $3 and $4 time and id of the place behind which to go on, $5 kinds, $6 most, $7 and $8 limits of the
 * error rate. Each source gives as many as are wanted in all, by its own index on time.
 */
export function eventsOf(kinds: readonly EventKind[]): string {
  const asked = SOURCES.filter((source) => source.kinds.some((kind) => kinds.includes(kind)));
  return `WITH limits AS (SELECT $7::float8 AS warning, $8::float8 AS critical)
    SELECT * FROM (${asked.map(({ rows }) => newestOf(rows)).join(' UNION ALL ')}) AS found ${NEWEST_FIRST}`;
}

const NEWEST_FIRST = 'ORDER BY at DESC, id COLLATE "C" DESC LIMIT $6';

const newestOf = (rows: string): string =>
  `(SELECT at, kind, subject, id, "from", "to", told FROM (${rows}) AS source
    WHERE at >= $1 AND at < $2 AND at <= $3 AND (at < $3 OR id COLLATE "C" < $4) AND kind = ANY ($5::text[])
    ${NEWEST_FIRST})`;
