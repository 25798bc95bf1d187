import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExternalServiceProbesCreated1763800400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE external_service_states (
        service text PRIMARY KEY,
        status text NOT NULL,
        reason text NOT NULL,
        since timestamptz NOT NULL,
        recent jsonb NOT NULL,
        is_down boolean NOT NULL,
        paused_until timestamptz
      )`);
    await runner.query(`
      CREATE TABLE external_service_probes (
        service text NOT NULL,
        at timestamptz NOT NULL,
        outcome text NOT NULL,
        failure text,
        http_status integer,
        latency_ms double precision,
        offline boolean NOT NULL,
        PRIMARY KEY (service, at)
      )`);
    await runner.query('CREATE INDEX external_service_probes_at ON external_service_probes (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE external_service_probes');
    await runner.query('DROP TABLE external_service_states');
  }
}
