import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SignInCreated1763800100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE admins (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        password_hash text NOT NULL,
        role text NOT NULL CHECK (role IN ('SUPER_ADMIN', 'SYSTEM_MONITOR', 'CONTENT_MANAGER')),
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE sign_ins (
        id uuid PRIMARY KEY,
        admin_id uuid NOT NULL REFERENCES admins ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      )`);
    await runner.query('CREATE INDEX sign_ins_admin ON sign_ins (admin_id)');
    await runner.query('CREATE INDEX sign_ins_expiry ON sign_ins (expires_at)');
    await runner.query(`
      CREATE TABLE sign_in_throttle (
        key bytea PRIMARY KEY,
        failures double precision NOT NULL,
        last_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sign_in_throttle_age ON sign_in_throttle (last_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_throttle');
    await runner.query('DROP TABLE sign_ins');
    await runner.query('DROP TABLE admins');
  }
}
