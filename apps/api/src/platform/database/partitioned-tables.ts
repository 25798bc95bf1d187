import type { PartitionedTable } from '../../core/partitions/partition-plan';

/** Points are accepted for 48 hours; two more keep the point before a late one and the hour that it belongs to. */
const MINUTE_DATA_DAYS = 50 / 24;
/** Ten-minute latencies of a day, and what is still to be folded into days. */
const PROBE_DAYS = 2;
/** Asked for 400 days back, by steps of which the first may begin a day before that. */
const HOUR_DATA_DAYS = 402;
/** What one room told is read as a whole: longer than any session is open, with days to spare. */
const SERVICE_EVENT_DAYS = 7;
/** Shown for 90 days back. */
const VERDICT_DAYS = 92;
const POLL_DAYS = 2;

const POINTS_TO_FOLD = { table: 'minute_marks', column: 'minute' };
const MINUTES_TO_FOLD = { table: 'hour_marks', column: 'hour' };
const ROUTES_TO_FOLD = { table: 'route_minute_marks', column: 'minute' };
const SESSION_MINUTES_TO_FOLD = { table: 'active_session_hour_marks', column: 'hour' };
const POOL_MINUTES_TO_FOLD = { table: 'pool_hour_marks', column: 'hour' };
const SERVICE_EVENTS_TO_READ = { table: 'service_event_marks', column: 'at' };

/**
 * Every table that is partitioned by time. Its migration creates it as `PARTITION BY RANGE (column)` with a DEFAULT
 * partition called `<table>_default`; all other partitions come and go with the keeper.
 */
export const PARTITIONED_TABLES: readonly PartitionedTable[] = [
  {
    table: 'metric_points',
    column: 'at',
    span: 'day',
    keptDays: MINUTE_DATA_DAYS,
    awaitedBy: [POINTS_TO_FOLD],
  },
  {
    table: 'request_minutes',
    column: 'minute',
    span: 'day',
    keptDays: MINUTE_DATA_DAYS,
    awaitedBy: [POINTS_TO_FOLD, MINUTES_TO_FOLD],
  },
  { table: 'request_minute_totals', column: 'minute', span: 'day', keptDays: MINUTE_DATA_DAYS },
  {
    table: 'instance_route_minutes',
    column: 'minute',
    span: 'day',
    keptDays: MINUTE_DATA_DAYS,
    awaitedBy: [POINTS_TO_FOLD, ROUTES_TO_FOLD],
  },
  {
    table: 'route_minutes',
    column: 'minute',
    span: 'day',
    keptDays: MINUTE_DATA_DAYS,
    awaitedBy: [POINTS_TO_FOLD, ROUTES_TO_FOLD],
  },
  { table: 'route_hours', column: 'hour', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'error_buckets', column: 'hour', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'error_bucket_totals', column: 'hour', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'request_quarters', column: 'quarter', span: 'month', keptDays: HOUR_DATA_DAYS },
  {
    table: 'session_minutes',
    column: 'minute',
    span: 'day',
    keptDays: MINUTE_DATA_DAYS,
    awaitedBy: [SESSION_MINUTES_TO_FOLD],
  },
  { table: 'active_session_hours', column: 'hour', span: 'month', keptDays: HOUR_DATA_DAYS },
  {
    table: 'pool_minutes',
    column: 'minute',
    span: 'day',
    keptDays: MINUTE_DATA_DAYS,
    awaitedBy: [POOL_MINUTES_TO_FOLD],
  },
  { table: 'pool_hours', column: 'hour', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'external_service_probes', column: 'at', span: 'day', keptDays: PROBE_DAYS },
  { table: 'external_service_days', column: 'day', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'active_count_polls', column: 'asked_at', span: 'day', keptDays: POLL_DAYS },
  { table: 'health_changes', column: 'at', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'service_changes', column: 'at', span: 'month', keptDays: HOUR_DATA_DAYS },
  {
    table: 'service_events',
    column: 'at',
    span: 'day',
    keptDays: SERVICE_EVENT_DAYS,
    awaitedBy: [SERVICE_EVENTS_TO_READ],
  },
  { table: 'webhook_deliveries', column: 'hour', span: 'month', keptDays: HOUR_DATA_DAYS },
  { table: 'verdict_changes', column: 'at', span: 'month', keptDays: VERDICT_DAYS },
  { table: 'service_quality_minutes', column: 'minute', span: 'day', keptDays: MINUTE_DATA_DAYS },
];
