import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The new columns of health_states may be null: while replicas are exchanged, an older one may still judge. */
export class HealthChangesRemembered1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE health_states
        ADD COLUMN previous_state text,
        ADD COLUMN kind text,
        ADD COLUMN unit text,
        ADD COLUMN turns_green text`);
    await runner.query(`
      CREATE TABLE health_changes (
        at timestamptz NOT NULL,
        input text NOT NULL,
        from_state text,
        to_state text,
        value jsonb,
        boundary jsonb,
        detail text NOT NULL,
        PRIMARY KEY (at, input)
      ) PARTITION BY RANGE (at)`);
    await runner.query('CREATE TABLE health_changes_default PARTITION OF health_changes DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE health_changes');
    await runner.query(`
      ALTER TABLE health_states
        DROP COLUMN previous_state, DROP COLUMN kind, DROP COLUMN unit, DROP COLUMN turns_green`);
  }
}
