import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // The same delivery tells the same time, so that the key that has to hold the time finds repeats all the same.
  `CREATE TABLE service_events (
     service text NOT NULL,
     id text NOT NULL,
     at timestamptz NOT NULL,
     received_at timestamptz NOT NULL,
     kind text NOT NULL,
     place text NOT NULL,
     meeting text,
     room text,
     session_id uuid,
     category text,
     participant text,
     role text,
     quality text,
     bad_end text,
     PRIMARY KEY (service, id, at)
   ) PARTITION BY RANGE (at)`,
  'CREATE TABLE service_events_default PARTITION OF service_events DEFAULT',
  'CREATE INDEX service_events_place ON service_events (service, place, at)',
  `CREATE TABLE service_event_marks (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     service text NOT NULL,
     place text NOT NULL,
     at timestamptz NOT NULL,
     marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
   )`,
  'CREATE INDEX service_event_marks_place ON service_event_marks (service, place)',
  `CREATE TABLE webhook_deliveries (
     hour timestamptz NOT NULL,
     service text NOT NULL,
     replica text NOT NULL,
     accepted bigint NOT NULL DEFAULT 0,
     refused bigint NOT NULL DEFAULT 0,
     last_accepted_at timestamptz,
     PRIMARY KEY (hour, service, replica)
   ) PARTITION BY RANGE (hour)`,
  `COMMENT ON COLUMN webhook_deliveries.replica IS 'Two replicas that count in one row would wait for each other'`,
  'CREATE TABLE webhook_deliveries_default PARTITION OF webhook_deliveries DEFAULT',
];

export class ServiceEventsCreated1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_deliveries', 'service_event_marks', 'service_events'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
