import type { MigrationInterface, QueryRunner } from 'typeorm';

// Null: reported by a release that did not measure it. What it was then cannot be told from gauges read now and then.
const UP = [
  `ALTER TABLE pool_minutes
     ADD COLUMN used_ms integer,
     ADD COLUMN offered_ms integer,
     ADD COLUMN use_max double precision,
     ADD COLUMN waiting_max integer`,
  `COMMENT ON COLUMN pool_minutes.used_ms IS 'Connections checked out × ms'`,
  `COMMENT ON COLUMN pool_minutes.offered_ms IS 'Connections that may be open at most × ms'`,
  `COMMENT ON COLUMN pool_minutes.use_max IS 'Most checked out at one moment, as a fraction of the most possible'`,
  `ALTER TABLE pool_hours
     ADD COLUMN used_ms bigint,
     ADD COLUMN offered_ms bigint,
     ADD COLUMN use_max double precision,
     ADD COLUMN use_minutes smallint`,
  `COMMENT ON COLUMN pool_hours.use_minutes IS 'Minutes in which any replica told its use'`,
];

export class PoolUseAdded1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE pool_hours DROP COLUMN used_ms, DROP COLUMN offered_ms, DROP COLUMN use_max, DROP COLUMN use_minutes',
    );
    await runner.query(
      'ALTER TABLE pool_minutes DROP COLUMN used_ms, DROP COLUMN offered_ms, DROP COLUMN use_max, DROP COLUMN waiting_max',
    );
  }
}
