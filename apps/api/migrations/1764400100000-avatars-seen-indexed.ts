import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an avatar was ever seen is asked with every page of a service. */
export class AvatarsSeenIndexed1764400100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX heard_sessions_avatar ON heard_sessions (session_id) WHERE avatar_was_there',
    );
    await runner.query(
      `CREATE INDEX heard_sessions_avatar_missing ON heard_sessions (avatar_missing_since)
       WHERE avatar_missing_since IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX heard_sessions_avatar, heard_sessions_avatar_missing');
  }
}
