const micros = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::float8`;
/** SQL: the moment that so many microseconds since 1970 are, to the microsecond. */
export const fromMicros = (us: string): string =>
  `timestamptz 'epoch' + ${us} / 1000000 * interval '1 second' + ${us} % 1000000 * interval '1 microsecond'`;

/** A minute holds what ends after it began and up to the moment when it ends. */
const IN_MINUTE = `p.at >= m.minute + interval '1 ms' AND p.at < m.minute + interval '60.001 s'`;
/** A cumulative point adds nothing to a point further away than this, see `addedBy`. */
const LONGEST_SPAN = `interval '1 hour'`;
/** Several processes may report as one instance: each start is a stream of its own. */
const sameStream = (a: string, b: string): string => `(s.overflow OR ${a}.start_at = ${b}.start_at)`;
const STREAM = `CASE WHEN s.overflow THEN timestamptz 'epoch' ELSE p.start_at END`;

/** $1 services, $2 instances, $3 minutes, one beside the other; $4 the first of them and $5 the last. */
const POINTS = `unnest($1::text[], $2::text[], $3::timestamptz[]) AS m (service, instance, minute)
  JOIN metric_series s USING (service, instance)
  JOIN metric_points p ON p.series_id = s.id AND ${IN_MINUTE}
    AND p.at >= $4::timestamptz AND p.at < $5::timestamptz + interval '61 s'`;

/** Marks that were taken, with others of the same minutes. $1: how many. */
export const TAKE_MARKS = `
  WITH oldest AS (SELECT DISTINCT service, instance, minute
                  FROM (SELECT * FROM minute_marks ORDER BY id LIMIT $1) AS m),
  taken AS (DELETE FROM minute_marks m USING oldest o
            WHERE (m.service, m.instance, m.minute) = (o.service, o.instance, o.minute))
  SELECT service, instance, minute FROM oldest`;

/** Points of stream `id` that count since `start_at`; those that were set aside never came. */
const pointsOf = (id: string, startAt: string): string =>
  `SELECT q.at FROM metric_points q
   WHERE q.series_id = ${id} AND q.start_at = ${startAt} AND q.damaged_at IS NULL`;
/** The stream is not one for all, and its sender said since when it counts: over more than the longest span. */
const countsLong = (startAt: string, at: string): string =>
  `${startAt} > timestamptz 'epoch' AND ${startAt} < ${at} - ${LONGEST_SPAN}`;

/**
 * Minutes whose points add something else now: those that hold the next point of a cumulative stream (the last point
 * of each stream and minute is enough), and those that hold the very first point of a stream of the same process,
 * which had nothing to tell yet, see `POINTS_WITHIN`.
 */
export const FOLLOWING_MINUTES = `
  WITH last AS (
    SELECT s.id, s.service, s.instance, s.overflow, ${STREAM} AS stream, m.minute,
      max(p.at) AS at, max(p.start_at) AS start_at
    FROM ${POINTS} WHERE s.cumulative GROUP BY s.id, stream, m.minute),
  exports AS (
    SELECT service, instance, start_at, max(at) AS at FROM last
    WHERE NOT overflow GROUP BY service, instance, start_at, minute)
  SELECT DISTINCT service, instance, date_trunc('minute', at - interval '1 ms', 'UTC') AS minute
  FROM (
    SELECT s.service, s.instance, next.at FROM last s CROSS JOIN LATERAL (
      SELECT q.at FROM metric_points q
      WHERE q.series_id = s.id AND q.at > s.at AND ${sameStream('q', 's')}
      ORDER BY q.at LIMIT 1) AS next
    UNION ALL
    SELECT s.service, s.instance, first.at
    FROM exports e JOIN metric_series s USING (service, instance)
    CROSS JOIN LATERAL (
      ${pointsOf('s.id', 'e.start_at')} AND q.at > e.at AND q.at <= e.at + ${LONGEST_SPAN}
      ORDER BY q.at LIMIT 1) AS first
    WHERE s.cumulative AND NOT s.overflow AND ${countsLong('e.start_at', 'first.at')}
      AND NOT EXISTS (${pointsOf('s.id', 'e.start_at')} AND q.at < first.at)) AS each`;

/**
 * A point in bytes; `base`: only there for the one that follows. Without bytes nothing had been counted by then.
 */
export interface PointRow {
  id: string;
  service: string;
  instance: string;
  outcome: 'success' | 'client_error' | 'error';
  cumulative: boolean;
  overflow: boolean;
  /** Null where an earlier release stored the series. */
  route: string | null;
  method: string | null;
  status: number | null;
  base: boolean;
  /** Microseconds since 1970; `start_at` 0 when the sender did not say. */
  at: number;
  start_at: number;
  payload: Buffer | null;
}

/**
 * Points of the minutes and, once for each stream and minute, the point before the first: streams one after the
 * other, each in the order of time. Times in microseconds. A stream's very first point has none before: where the
 * same process exported other streams less than an hour ago, it had counted nothing by then (a process tells no
 * status that it has not answered with yet), and that is the point before.
 */
export const POINTS_WITHIN = `
  WITH found AS (
    SELECT s.id, s.service, s.instance, s.outcome, s.cumulative, s.overflow, s.route, s.method, s.status,
      ${STREAM} AS stream, p.at, p.start_at, p.payload,
      s.cumulative AND lag(p.at) OVER (PARTITION BY s.id, ${STREAM}, m.minute ORDER BY p.at) IS NULL AS first
    FROM ${POINTS} WHERE p.damaged_at IS NULL)
  SELECT id, service, instance, outcome, cumulative, overflow, route, method, status, base, payload,
    ${micros('at')} AS at, ${micros('start_at')} AS start_at
  FROM (
    SELECT found.*, false AS base FROM found
    UNION ALL
    SELECT s.id, s.service, s.instance, s.outcome, s.cumulative, s.overflow, s.route, s.method, s.status,
      s.stream,
      before.at, before.start_at, before.payload, s.first, true
    FROM found s CROSS JOIN LATERAL (
      SELECT q.at, q.start_at, q.payload FROM metric_points q
      WHERE q.series_id = s.id AND q.at < s.at AND q.at >= s.at - ${LONGEST_SPAN}
        AND ${sameStream('q', 's')} AND q.damaged_at IS NULL
      ORDER BY q.at DESC LIMIT 1) AS before
    WHERE s.first
    UNION ALL
    SELECT s.id, s.service, s.instance, s.outcome, s.cumulative, s.overflow, s.route, s.method, s.status,
      s.stream,
      export.at, s.start_at, NULL, s.first, true
    FROM found s CROSS JOIN LATERAL (
      SELECT max(of.at) AS at FROM metric_series o CROSS JOIN LATERAL (
        ${pointsOf('o.id', 's.start_at')} AND q.at < s.at AND q.at >= s.at - ${LONGEST_SPAN}
        ORDER BY q.at DESC LIMIT 1) AS of
      WHERE (o.service, o.instance) = (s.service, s.instance) AND o.cumulative AND NOT o.overflow) AS export
    WHERE s.first AND NOT s.overflow AND ${countsLong('s.start_at', 's.at')} AND export.at IS NOT NULL
      AND NOT EXISTS (${pointsOf('s.id', 's.start_at')} AND q.at < s.at)) AS each
  ORDER BY id, stream, at, start_at, base`;

/** Sets points aside and marks their minutes. $1 series, $2 times and $3 starts in microseconds, side by side. */
export const SET_ASIDE = `
  WITH damaged AS (
    UPDATE metric_points p SET damaged_at = clock_timestamp()
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS d (series_id, at, start_at)
    WHERE (p.series_id, p.at, p.start_at) = (d.series_id, ${fromMicros('d.at')}, ${fromMicros('d.start_at')}) AND p.damaged_at IS NULL
    RETURNING p.series_id, p.at),
  marks AS (
    INSERT INTO minute_marks (service, instance, minute)
    SELECT DISTINCT service, instance, date_trunc('minute', at - interval '1 ms', 'UTC')
    FROM damaged JOIN metric_series ON id = series_id)
  SELECT count(*)::int AS count FROM damaged`;
