import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE request_minute_totals (
    minute timestamptz PRIMARY KEY,
    requests bigint NOT NULL,
    errors bigint NOT NULL,
    distribution bytea NOT NULL
  ) PARTITION BY RANGE (minute)`,
  'CREATE TABLE request_minute_totals_default PARTITION OF request_minute_totals DEFAULT',
  `COMMENT ON TABLE request_minute_totals IS 'request_minutes of all services but Watchroom''s own API put together'`,
  // The folding of an hour writes the totals of its minutes: each hour that still has all its minutes is folded once more.
  `INSERT INTO hour_marks (hour)
   SELECT DISTINCT date_trunc('hour', minute, 'UTC') FROM request_minutes
   WHERE date_trunc('hour', minute, 'UTC')
     >= ALL (SELECT kept_since FROM retention_floors WHERE table_name = 'request_minutes')`,
];

export class MinuteTotalsCreated1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** Loses nothing: the totals are recomputed from the minutes on the way up. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE request_minute_totals');
  }
}
