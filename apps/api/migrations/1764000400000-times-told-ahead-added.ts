import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TimesToldAheadAdded1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions
        ADD COLUMN last_seen_told_at timestamptz,
        ADD COLUMN quality_told_at timestamptz`);
    for (const name of ['last_seen', 'quality'])
      await runner.query(
        `COMMENT ON COLUMN sessions.${name}_told_at IS
           'The time as its reporter told it, where that lay ahead of ours; null: ${name}_at itself'`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN last_seen_told_at, DROP COLUMN quality_told_at');
  }
}
