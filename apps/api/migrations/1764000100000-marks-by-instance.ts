import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'ALTER TABLE minute_marks ADD COLUMN instance text',
  'ALTER TABLE minute_marks ADD COLUMN marked_at timestamptz NOT NULL DEFAULT clock_timestamp()',
  `INSERT INTO minute_marks (service, instance, minute)
   SELECT DISTINCT m.service, s.instance, m.minute FROM minute_marks m JOIN metric_series s USING (service)`,
  'DELETE FROM minute_marks WHERE instance IS NULL',
  'ALTER TABLE minute_marks ALTER COLUMN instance SET NOT NULL',
  'CREATE INDEX minute_marks_instance_minute ON minute_marks (service, instance, minute)',
  'CREATE INDEX metric_series_instance ON metric_series (service, instance)',
  'DROP INDEX metric_series_service',
  'CREATE INDEX metric_series_overflow ON metric_series (newest_at) WHERE overflow',
  'ALTER TABLE metric_points ADD COLUMN damaged_at timestamptz',
  'CREATE INDEX metric_points_damaged ON metric_points (damaged_at) WHERE damaged_at IS NOT NULL',
];

const DOWN = [
  'DROP INDEX metric_points_damaged',
  'ALTER TABLE metric_points DROP COLUMN damaged_at',
  'DROP INDEX metric_series_overflow',
  'CREATE INDEX metric_series_service ON metric_series (service)',
  'DROP INDEX metric_series_instance',
  'DROP INDEX minute_marks_instance_minute',
  'ALTER TABLE minute_marks DROP COLUMN marked_at, DROP COLUMN instance',
];

/** What an export changes is folded again for its own instance only; a point that cannot be read is set aside. */
export class MarksByInstance1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
