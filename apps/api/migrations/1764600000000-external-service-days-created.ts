import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The new columns of the probes may be null: while replicas are exchanged, an older one may still probe. */
const UP = [
  'ALTER TABLE external_service_probes ADD COLUMN status text, ADD COLUMN speaks_until timestamptz',
  `COMMENT ON COLUMN external_service_probes.status IS 'As judged right after the probe; null = not written down'`,
  'ALTER TABLE external_service_probes RENAME TO external_service_probes_default',
  'ALTER INDEX external_service_probes_pkey RENAME TO external_service_probes_default_pkey',
  'ALTER INDEX external_service_probes_at RENAME TO external_service_probes_default_at_idx',
  `CREATE TABLE external_service_probes (LIKE external_service_probes_default INCLUDING ALL)
     PARTITION BY RANGE (at)`,
  'ALTER TABLE external_service_probes ATTACH PARTITION external_service_probes_default DEFAULT',
  `CREATE TABLE external_service_days (
     service text NOT NULL,
     day timestamptz NOT NULL,
     operational_seconds integer NOT NULL,
     degraded_seconds integer NOT NULL,
     down_seconds integer NOT NULL,
     unobserved_seconds integer NOT NULL,
     PRIMARY KEY (service, day)
   ) PARTITION BY RANGE (day)`,
  'CREATE TABLE external_service_days_default PARTITION OF external_service_days DEFAULT',
  `COMMENT ON TABLE external_service_days IS 'The first seconds of a UTC day, as many as there are in the sum: all 86400 once it is finished'`,
];

const DOWN = [
  'DROP TABLE external_service_days',
  'ALTER TABLE external_service_probes RENAME TO external_service_probes_partitioned',
  'ALTER INDEX external_service_probes_pkey RENAME TO external_service_probes_partitioned_pkey',
  `CREATE TABLE external_service_probes (LIKE external_service_probes_partitioned INCLUDING DEFAULTS)`,
  'INSERT INTO external_service_probes SELECT * FROM external_service_probes_partitioned',
  'DROP TABLE external_service_probes_partitioned',
  'ALTER TABLE external_service_probes ADD PRIMARY KEY (service, at)',
  'CREATE INDEX external_service_probes_at ON external_service_probes (at)',
  'ALTER TABLE external_service_probes DROP COLUMN status, DROP COLUMN speaks_until',
];

export class ExternalServiceDaysCreated1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
