import type { EncodedPoints } from '../../core/requests/encoded-points';
import { fromMicros } from './marked-minutes.statements';

/** Points under the ids of their series, ready to be stored. */
export interface PointRows extends Omit<EncodedPoints, 'series'> {
  ids: readonly string[];
}

/**
 * Stores points and marks the minutes of those that are new: a resend folds nothing again. Sorted, so that two
 * requests with the same points wait for each other instead of locking each other out. Answers the ids of series that
 * do not stand: their points are not stored. `OFFSET 0` has each series looked up by its key: the planner would rather
 * read the whole table, and three times.
 */
export const STORE_POINTS = `
  WITH r AS MATERIALIZED (
    SELECT series_id, ${fromMicros('at')} AS at, ${fromMicros('start_at')} AS start_at,
      substring($4::bytea FROM first FOR length) AS payload, s.service, s.instance
    FROM unnest($1::text::bigint[], $2::text::bigint[], $3::text::bigint[], $5::text::int[], $6::text::int[])
      AS r (series_id, at, start_at, first, length)
    LEFT JOIN LATERAL (SELECT service, instance FROM metric_series WHERE id = r.series_id OFFSET 0) AS s ON true),
  stored AS (
    INSERT INTO metric_points (series_id, at, start_at, payload)
    SELECT series_id, at, start_at, payload FROM r WHERE service IS NOT NULL ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING RETURNING series_id, at),
  marks AS (
    INSERT INTO minute_marks (service, instance, minute)
    SELECT DISTINCT service, instance, date_trunc('minute', at - interval '1 ms', 'UTC')
    FROM stored JOIN r USING (series_id, at))
  SELECT DISTINCT series_id::text AS id FROM r WHERE service IS NULL`;

/** One array a column in its text form, and all payloads in one piece: what the driver passes on fastest. */
export function parametersOf(all: readonly PointRows[]): unknown[] {
  const payloads = all.flatMap((rows) => rows.payloads);
  const lengths = payloads.map(({ length }) => length);
  let next = 1;
  const firsts = lengths.map((length) => (next += length) - length);
  return [
    array(all.map(({ ids }) => ids)),
    array(all.map(({ at }) => at)),
    array(all.map(({ startAt }) => startAt)),
    Buffer.concat(payloads),
    array([firsts]),
    array([lengths]),
  ];
}

const array = (columns: readonly (readonly (string | number)[])[]): string =>
  `{${columns.map((column) => column.join(',')).join(',')}}`;
