import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Participations that ended lately are counted every few seconds, among all that is kept of the day. */
export class EndingsIndexed1764500000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX service_events_endings ON service_events (at) WHERE kind IN ('left', 'aborted')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX service_events_endings');
  }
}
