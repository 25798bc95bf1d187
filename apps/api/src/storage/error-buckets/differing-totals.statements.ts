import { quarterOf } from '../request-quarters/quarter-rows';

/** $1 since. */
export const MARK_DIFFERING_HOURS = `
  INSERT INTO hour_marks (hour)
  SELECT b.hour FROM error_bucket_totals b, LATERAL (
    SELECT sum(requests) AS requests, sum(errors) AS errors FROM request_minute_totals
    WHERE minute >= b.hour AND minute < b.hour + interval '1 hour') AS m
  WHERE b.hour >= $1 AND (b.requests, b.errors) IS DISTINCT FROM (m.requests, m.errors)
    AND b.hour >= ALL (SELECT kept_since FROM retention_floors WHERE table_name = 'request_minutes')
    AND b.hour NOT IN (SELECT hour FROM hour_marks)
  RETURNING hour`;

/** $1 since. */
export const MARK_DIFFERING_QUARTERS = `
  INSERT INTO quarter_marks (hour)
  SELECT DISTINCT h.quarter FROM (
      SELECT ${quarterOf('hour')} AS quarter, service, sum(requests) AS requests, sum(errors) AS errors
      FROM error_buckets WHERE hour >= ${quarterOf('$1::timestamptz')} GROUP BY 1, 2) AS h
    LEFT JOIN request_quarters q USING (quarter, service)
  WHERE (h.requests, h.errors) IS DISTINCT FROM (q.requests, q.errors)
    AND h.quarter NOT IN (SELECT hour FROM quarter_marks)
  RETURNING hour`;
