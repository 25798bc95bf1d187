import type { MigrationInterface, QueryRunner } from 'typeorm';

// All routes of an instance, or of a service, in one row: hundreds of rows a minute each would cost more than all else.
const UP = [
  `ALTER TABLE metric_series ADD COLUMN route text, ADD COLUMN method text, ADD COLUMN status smallint`,
  `COMMENT ON COLUMN metric_series.route IS 'Template of the path; null = stored before it was kept'`,
  ...partitioned(
    'instance_route_minutes',
    'minute',
    `minute timestamptz NOT NULL,
    service text NOT NULL,
    instance text NOT NULL,
    routes bytea NOT NULL,
    PRIMARY KEY (minute, service, instance)`,
  ),
  ...partitioned(
    'route_minutes',
    'minute',
    'minute timestamptz NOT NULL, service text NOT NULL, routes bytea NOT NULL, PRIMARY KEY (minute, service)',
  ),
  ...partitioned(
    'route_hours',
    'hour',
    'hour timestamptz NOT NULL, service text NOT NULL, routes bytea NOT NULL, PRIMARY KEY (hour, service)',
  ),
  `COMMENT ON TABLE instance_route_minutes IS 'Beside request_minutes: the same requests by route, method and status'`,
  `COMMENT ON TABLE route_minutes IS 'instance_route_minutes of all instances of a service put together'`,
  `COMMENT ON TABLE route_hours IS 'route_minutes of an hour put together, at most 200 routes a service by name'`,
  `CREATE TABLE route_minute_marks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    minute timestamptz NOT NULL
  )`,
  'CREATE INDEX route_minute_marks_minute ON route_minute_marks (minute)',
  `COMMENT ON TABLE route_minute_marks IS 'Minutes whose instance_route_minutes have changed since they were folded'`,
];

export class RequestRoutesCreated1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE route_minute_marks, route_hours, route_minutes, instance_route_minutes');
    await runner.query('ALTER TABLE metric_series DROP COLUMN route, DROP COLUMN method, DROP COLUMN status');
  }
}

function partitioned(table: string, column: string, columns: string): string[] {
  return [
    `CREATE TABLE ${table} (${columns}) PARTITION BY RANGE (${column})`,
    `CREATE TABLE ${table}_default PARTITION OF ${table} DEFAULT`,
  ];
}
