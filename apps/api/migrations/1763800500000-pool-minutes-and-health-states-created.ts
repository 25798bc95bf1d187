import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PoolMinutesAndHealthStatesCreated1763800500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pool_minutes (
        minute timestamptz NOT NULL,
        replica text NOT NULL,
        waits bytea NOT NULL,
        timeouts integer NOT NULL,
        active integer NOT NULL,
        idle integer NOT NULL,
        size integer NOT NULL,
        waiting integer NOT NULL,
        reported_at timestamptz NOT NULL,
        PRIMARY KEY (minute, replica)
      )`);
    await runner.query(`
      CREATE TABLE health_states (
        input text PRIMARY KEY,
        state text NOT NULL,
        since timestamptz NOT NULL,
        candidate text,
        candidate_since timestamptz,
        value jsonb,
        boundary jsonb,
        detail text NOT NULL,
        judged_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE health_states');
    await runner.query('DROP TABLE pool_minutes');
  }
}
