import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the vendors say, what our sessions feel, and the verdicts concluded from both and from the probes. */
export class WitnessesCreated1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...ofVendors, ...ofOurs]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE service_quality_minutes, verdict_changes, service_verdicts,
      vendor_certificates, vendor_doors, vendor_incidents, vendor_pages`);
  }
}

const ofVendors = [
  `CREATE TABLE vendor_pages (
     service text PRIMARY KEY,
     read_at timestamptz,
     tried_at timestamptz NOT NULL,
     fault text,
     claim jsonb,
     mark jsonb
   )`,
  `CREATE TABLE vendor_incidents (
     service text NOT NULL,
     kind text NOT NULL,
     id text NOT NULL,
     title text NOT NULL,
     impact text NOT NULL,
     status text NOT NULL,
     started_at timestamptz,
     resolved_at timestamptz,
     scheduled_for timestamptz,
     scheduled_until timestamptz,
     url text,
     first_seen_at timestamptz NOT NULL,
     last_seen_at timestamptz NOT NULL,
     poor_before integer,
     sessions_before integer,
     PRIMARY KEY (service, kind, id),
     CHECK ((poor_before IS NULL) = (sessions_before IS NULL))
   )`,
  'CREATE INDEX vendor_incidents_last_seen_at ON vendor_incidents (last_seen_at)',
  `CREATE TABLE vendor_doors (
     service text NOT NULL,
     door text NOT NULL,
     asked_at timestamptz[] NOT NULL,
     paused_until timestamptz,
     PRIMARY KEY (service, door)
   )`,
  `COMMENT ON COLUMN vendor_doors.asked_at IS 'Requests of the last window of its budget, by all replicas'`,
  `CREATE TABLE vendor_certificates (
     service text PRIMARY KEY,
     host text NOT NULL,
     expires_at timestamptz NOT NULL,
     seen_at timestamptz NOT NULL
   )`,
];

const ofOurs = [
  `CREATE TABLE service_verdicts (
     service text PRIMARY KEY,
     verdict text NOT NULL,
     previous text,
     since timestamptz NOT NULL,
     kind text NOT NULL,
     detail text NOT NULL,
     witnesses jsonb NOT NULL,
     candidate text,
     candidate_since timestamptz,
     effect jsonb,
     judged_at timestamptz NOT NULL
   )`,
  `CREATE TABLE verdict_changes (
     at timestamptz NOT NULL,
     service text NOT NULL,
     from_verdict text,
     to_verdict text NOT NULL,
     detail text NOT NULL,
     PRIMARY KEY (at, service)
   ) PARTITION BY RANGE (at)`,
  'CREATE TABLE verdict_changes_default PARTITION OF verdict_changes DEFAULT',
  `CREATE TABLE service_quality_minutes (
     minute timestamptz NOT NULL,
     service text NOT NULL,
     poor integer NOT NULL,
     sessions integer NOT NULL,
     PRIMARY KEY (minute, service)
   ) PARTITION BY RANGE (minute)`,
  'CREATE TABLE service_quality_minutes_default PARTITION OF service_quality_minutes DEFAULT',
  `COMMENT ON TABLE service_quality_minutes IS
     'As of the minute: sessions whose latest quality report lies in the hour before it, once each'`,
];
