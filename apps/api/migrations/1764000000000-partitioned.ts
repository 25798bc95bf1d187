import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands becomes the DEFAULT partition, from which the keeper moves the rows into theirs. */
const partition = (table: string, column: string) => [
  `ALTER TABLE ${table} RENAME TO ${table}_default`,
  `ALTER INDEX ${table}_pkey RENAME TO ${table}_default_pkey`,
  `CREATE TABLE ${table} (LIKE ${table}_default INCLUDING ALL) PARTITION BY RANGE (${column})`,
  `ALTER TABLE ${table} ATTACH PARTITION ${table}_default DEFAULT`,
];

const gather = (table: string) => [
  `ALTER TABLE ${table} RENAME TO ${table}_partitioned`,
  `ALTER INDEX ${table}_pkey RENAME TO ${table}_partitioned_pkey`,
  `CREATE TABLE ${table} (LIKE ${table}_partitioned INCLUDING ALL)`,
  `INSERT INTO ${table} SELECT * FROM ${table}_partitioned`,
  `DROP TABLE ${table}_partitioned`,
];

// Several processes may report as one instance at the same moment: each start is a stream, 'epoch' where none was told.
const STARTS_IN_THE_KEY = [
  'DROP INDEX metric_points_at',
  `UPDATE metric_points SET start_at = 'epoch' WHERE start_at IS NULL`,
  'ALTER TABLE metric_points ALTER start_at SET NOT NULL',
  'ALTER TABLE metric_points DROP CONSTRAINT metric_points_pkey, ADD PRIMARY KEY (series_id, at, start_at)',
];

const STARTS_OUT_OF_THE_KEY = [
  `DELETE FROM metric_points p WHERE EXISTS (
     SELECT FROM metric_points q WHERE q.series_id = p.series_id AND q.at = p.at AND q.start_at > p.start_at)`,
  'ALTER TABLE metric_points DROP CONSTRAINT metric_points_pkey, ADD PRIMARY KEY (series_id, at)',
  'ALTER TABLE metric_points ALTER start_at DROP NOT NULL',
  `UPDATE metric_points SET start_at = NULL WHERE start_at = 'epoch'`,
  'CREATE INDEX metric_points_at ON metric_points (at)',
];

// Bounded deletes took the oldest minutes first: those of the oldest hour that is left may be a part of it.
const FLOORS = [
  `CREATE TABLE retention_floors (
     table_name text PRIMARY KEY,
     kept_since timestamptz NOT NULL
   )`,
  `COMMENT ON COLUMN retention_floors.kept_since IS 'Rows before this moment may have been removed'`,
  `INSERT INTO retention_floors
   SELECT 'request_minutes', date_trunc('hour', min(minute), 'UTC') + interval '1 hour' FROM request_minutes
   HAVING min(minute) < now() - interval '48 hours'`,
];

export class Partitioned1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...FLOORS,
      ...STARTS_IN_THE_KEY,
      ...partition('metric_points', 'at'),
      ...partition('request_minutes', 'minute'),
      ...partition('error_buckets', 'hour'),
      ...partition('pool_minutes', 'minute'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      ...gather('pool_minutes'),
      ...gather('error_buckets'),
      ...gather('request_minutes'),
      ...gather('metric_points'),
      ...STARTS_OUT_OF_THE_KEY,
      'DROP TABLE retention_floors',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
