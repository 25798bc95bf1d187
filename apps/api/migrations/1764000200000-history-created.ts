import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOURS_OF_REQUESTS = [
  'ALTER TABLE error_buckets ADD COLUMN distribution bytea',
  `COMMENT ON COLUMN error_buckets.distribution IS 'Encoded durations; null = folded before they were kept'`,
  ...partitioned(
    'error_bucket_totals',
    'hour',
    `hour timestamptz PRIMARY KEY,
    requests bigint NOT NULL,
    errors bigint NOT NULL,
    client_errors bigint NOT NULL,
    observed_minutes smallint NOT NULL,
    distribution bytea`,
  ),
  `COMMENT ON TABLE error_bucket_totals IS 'error_buckets of all services but Watchroom''s own API put together'`,
  `INSERT INTO error_bucket_totals
   SELECT hour, sum(requests), sum(errors), sum(client_errors), max(observed_minutes), NULL
   FROM error_buckets WHERE service <> 'watchroom-api' GROUP BY hour`,
];

const SESSIONS = [
  ...partitioned(
    'session_minutes',
    'minute',
    `minute timestamptz PRIMARY KEY,
    active integer NOT NULL,
    stale integer NOT NULL,
    excellent integer NOT NULL,
    good integer NOT NULL,
    fair integer NOT NULL,
    poor integer NOT NULL,
    sampled_at timestamptz NOT NULL`,
  ),
  ...partitioned(
    'active_session_hours',
    'hour',
    `hour timestamptz PRIMARY KEY,
    observed_minutes smallint NOT NULL,
    active bigint NOT NULL,
    active_min integer NOT NULL,
    active_max integer NOT NULL,
    stale bigint NOT NULL,
    excellent bigint NOT NULL,
    good bigint NOT NULL,
    fair bigint NOT NULL,
    poor bigint NOT NULL`,
  ),
  `COMMENT ON TABLE active_session_hours IS 'Sums over the observed minutes of an hour; a mean is a sum by observed_minutes'`,
];

const POOL = partitioned(
  'pool_hours',
  'hour',
  `hour timestamptz PRIMARY KEY,
  observed_minutes smallint NOT NULL,
  waits bytea NOT NULL,
  timeouts bigint NOT NULL,
  waiting_max integer NOT NULL`,
);

// Append-only for writers, as hour_marks: no writer ever waits for a folder or for another writer.
const MARKS = [
  ...['active_session_hour_marks', 'pool_hour_marks'].flatMap((table) => [
    `CREATE TABLE ${table} (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      hour timestamptz NOT NULL
    )`,
    `CREATE INDEX ${table}_hour ON ${table} (hour)`,
    `COMMENT ON TABLE ${table} IS 'Hours whose minutes have changed since they were folded'`,
  ]),
  `INSERT INTO pool_hour_marks (hour) SELECT DISTINCT date_trunc('hour', minute, 'UTC') FROM pool_minutes`,
];

export class HistoryCreated1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...HOURS_OF_REQUESTS, ...SESSIONS, ...POOL, ...MARKS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE pool_hour_marks, active_session_hour_marks, pool_hours, active_session_hours, session_minutes,
         error_bucket_totals`,
    );
    await runner.query('ALTER TABLE error_buckets DROP COLUMN distribution');
  }
}

function partitioned(table: string, column: string, columns: string): string[] {
  return [
    `CREATE TABLE ${table} (${columns}) PARTITION BY RANGE (${column})`,
    `CREATE TABLE ${table}_default PARTITION OF ${table} DEFAULT`,
  ];
}
