import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE request_quarters (
    quarter timestamptz NOT NULL,
    service text NOT NULL,
    requests bigint NOT NULL,
    errors bigint NOT NULL,
    observed_minutes smallint NOT NULL,
    distribution bytea,
    PRIMARY KEY (quarter, service)
  ) PARTITION BY RANGE (quarter)`,
  'CREATE TABLE request_quarters_default PARTITION OF request_quarters DEFAULT',
  `COMMENT ON TABLE request_quarters IS 'error_buckets of the six hours from a quarter of a UTC day on'`,
  `COMMENT ON COLUMN request_quarters.service IS 'Empty = all services but Watchroom''s own API, as error_bucket_totals'`,
  `CREATE TABLE quarter_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hour timestamptz NOT NULL
  )`,
  'CREATE INDEX quarter_marks_hour ON quarter_marks (hour)',
  `COMMENT ON TABLE quarter_marks IS 'Quarters of UTC days (their first hours) whose hours have changed since they were folded'`,
  `INSERT INTO quarter_marks (hour)
   SELECT DISTINCT date_bin('6 hours', hour, TIMESTAMPTZ '1970-01-01 00:00:00Z') FROM error_buckets`,
];

export class RequestQuartersCreated1764100000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** Loses nothing: quarters are folded from the hours again on the way up. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE quarter_marks, request_quarters');
  }
}
