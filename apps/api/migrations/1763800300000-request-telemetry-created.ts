import type { MigrationInterface, QueryRunner } from 'typeorm';

const SENDERS = [
  `CREATE TABLE reporting_services (
    service text PRIMARY KEY,
    first_at timestamptz NOT NULL,
    newest_at timestamptz NOT NULL
  )`,
  `CREATE TABLE metric_series (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    service text NOT NULL,
    instance text NOT NULL,
    outcome text NOT NULL,
    cumulative boolean NOT NULL,
    overflow boolean NOT NULL,
    newest_at timestamptz NOT NULL
  )`,
  'CREATE INDEX metric_series_service ON metric_series (service)',
  `CREATE TABLE metric_points (
    series_id bigint NOT NULL,
    at timestamptz NOT NULL,
    start_at timestamptz,
    payload bytea NOT NULL,
    PRIMARY KEY (series_id, at)
  )`,
  'CREATE INDEX metric_points_at ON metric_points (at)',
  `CREATE TABLE minute_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service text NOT NULL,
    minute timestamptz NOT NULL
  )`,
];

const COUNTS = [
  `CREATE TABLE request_minutes (
    minute timestamptz NOT NULL,
    service text NOT NULL,
    instance text NOT NULL,
    source text NOT NULL,
    requests bigint NOT NULL,
    errors bigint NOT NULL,
    client_errors bigint NOT NULL,
    distribution bytea NOT NULL,
    PRIMARY KEY (minute, service, instance, source)
  )`,
  `CREATE TABLE hour_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hour timestamptz NOT NULL
  )`,
  'CREATE INDEX hour_marks_hour ON hour_marks (hour)',
  `CREATE TABLE error_buckets (
    hour timestamptz NOT NULL,
    service text NOT NULL,
    requests bigint NOT NULL,
    errors bigint NOT NULL,
    client_errors bigint NOT NULL,
    observed_minutes smallint NOT NULL,
    PRIMARY KEY (hour, service)
  )`,
];

export class RequestTelemetryCreated1763800300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SENDERS, ...COUNTS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE error_buckets, hour_marks, request_minutes, minute_marks, metric_points, metric_series,
        reporting_services`);
  }
}
