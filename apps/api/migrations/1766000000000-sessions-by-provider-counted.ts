import type { MigrationInterface, QueryRunner } from 'typeorm';

// One column for all of them: another service needs no other table. Null: counted by a release that did not tell them
// apart; what carried sessions then cannot be told from now.
const UP = [
  'ALTER TABLE session_minutes ADD COLUMN by_provider jsonb',
  `COMMENT ON COLUMN session_minutes.by_provider IS 'Active sessions that need each provider: {"livekit": 3}'`,
  'ALTER TABLE active_session_hours ADD COLUMN by_provider jsonb',
  `COMMENT ON COLUMN active_session_hours.by_provider IS
     'By provider: {"livekit": {"minutes": 60, "active": 180, "min": 2, "max": 5}}; minutes in which it was counted'`,
];

export class SessionsByProviderCounted1766000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE active_session_hours DROP COLUMN by_provider');
    await runner.query('ALTER TABLE session_minutes DROP COLUMN by_provider');
  }
}
