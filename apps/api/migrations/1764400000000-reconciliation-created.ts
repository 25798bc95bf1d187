import type { MigrationInterface, QueryRunner } from 'typeorm';

// heard_sessions: what webhooks tell of a session, place by place; replaced as a whole whenever more is heard.
// told_sessions: what the platform told of the same sessions. A row of sessions is both together, and can be put
// together again when webhooks tell something else. Both are forgotten once nothing more can be heard.
const UP = [
  `CREATE TABLE heard_sessions (
     service text NOT NULL,
     place text NOT NULL,
     session_id uuid NOT NULL,
     start_time timestamptz NOT NULL,
     end_time timestamptz,
     last_seen_at timestamptz NOT NULL,
     quality smallint CHECK (quality BETWEEN 1 AND 4),
     quality_at timestamptz,
     category text NOT NULL,
     meetings text[] NOT NULL,
     bad_ends jsonb NOT NULL,
     newest_bad_end_at timestamptz,
     avatar_is_there boolean NOT NULL,
     avatar_was_there boolean NOT NULL,
     avatar_missing_since timestamptz,
     look_again_at timestamptz,
     confirmed_at timestamptz,
     missed_since timestamptz,
     missed_polls integer NOT NULL DEFAULT 0,
     closed_at timestamptz,
     closed_sign_at timestamptz,
     closed_reason text,
     PRIMARY KEY (service, place, session_id),
     CHECK (end_time >= start_time),
     CHECK ((quality IS NULL) = (quality_at IS NULL)),
     CHECK ((closed_at IS NULL) = (closed_sign_at IS NULL) AND (closed_at IS NULL) = (closed_reason IS NULL))
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX heard_sessions_session ON heard_sessions (session_id)',
  'CREATE INDEX heard_sessions_open ON heard_sessions (service) WHERE end_time IS NULL',
  'CREATE INDEX heard_sessions_look_again ON heard_sessions (look_again_at) WHERE look_again_at IS NOT NULL',
  'CREATE INDEX heard_sessions_closed ON heard_sessions (closed_at) WHERE closed_at IS NOT NULL',
  'CREATE INDEX heard_sessions_bad_end ON heard_sessions (newest_bad_end_at) WHERE newest_bad_end_at IS NOT NULL',
  'CREATE INDEX heard_sessions_last_seen ON heard_sessions (last_seen_at)',
  `CREATE TABLE told_sessions (
     session_id uuid PRIMARY KEY,
     start_time timestamptz NOT NULL,
     end_time timestamptz,
     last_seen_at timestamptz,
     last_seen_told_at timestamptz,
     quality_at timestamptz,
     quality_told_at timestamptz,
     quality smallint CHECK (quality BETWEEN 1 AND 4),
     category_at timestamptz NOT NULL,
     category_id smallint NOT NULL,
     provider_at timestamptz,
     provider text
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE active_count_polls (
     service text NOT NULL,
     asked_at timestamptz NOT NULL,
     ours integer NOT NULL,
     theirs integer,
     at_least boolean NOT NULL,
     not_counted text,
     paused_until timestamptz,
     refusals integer NOT NULL,
     differing_since timestamptz,
     differing_polls integer NOT NULL,
     PRIMARY KEY (service, asked_at),
     CHECK ((theirs IS NULL) = (not_counted IS NOT NULL))
   ) PARTITION BY RANGE (asked_at)`,
  'CREATE TABLE active_count_polls_default PARTITION OF active_count_polls DEFAULT',
  `CREATE TABLE vendor_webhook_states (
     service text PRIMARY KEY,
     is_active boolean NOT NULL,
     failed_count integer,
     checked_at timestamptz NOT NULL
   )`,
];

export class ReconciliationCreated1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vendor_webhook_states, active_count_polls, told_sessions, heard_sessions');
  }
}
