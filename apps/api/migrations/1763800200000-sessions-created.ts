import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Start of the UTC hour; immutable, whatever the time zone of the connection. */
const hourOf = (column: string) => `date_bin('1 hour', ${column}, TIMESTAMPTZ '2000-01-01 00:00:00+00')`;

export class SessionsCreated1763800200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, ...marks]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_hour_changes, session_hours, sessions, counselor_categories');
    await runner.query('DROP FUNCTION mark_inserted_sessions, mark_updated_sessions, mark_deleted_sessions');
  }
}

// fillfactor and the choice of indexes keep a heartbeat (last_seen_at, quality_at) a heap-only update: no index holds
// these columns. quality_hour stands in for quality_at and changes once an hour. end_time finds the open sessions
// (its nulls) as well as the newest end.
const tables = [
  `CREATE TABLE counselor_categories (
     id smallint PRIMARY KEY,
     name text COLLATE "C" NOT NULL UNIQUE,
     created_at timestamptz NOT NULL
   )`,
  `CREATE TABLE sessions (
     session_id uuid PRIMARY KEY,
     start_time timestamptz NOT NULL,
     end_time timestamptz,
     last_seen_at timestamptz,
     quality_at timestamptz,
     category_at timestamptz NOT NULL,
     provider_at timestamptz,
     quality_hour timestamptz GENERATED ALWAYS AS (${hourOf('quality_at')}) STORED,
     category_id smallint NOT NULL REFERENCES counselor_categories,
     quality smallint CHECK (quality BETWEEN 1 AND 4),
     provider text,
     CHECK (end_time >= start_time),
     CHECK ((quality IS NULL) = (quality_at IS NULL)),
     CHECK ((provider IS NULL) = (provider_at IS NULL))
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX sessions_start_time ON sessions (start_time)',
  'CREATE INDEX sessions_end_time ON sessions (end_time)',
  'CREATE INDEX sessions_quality_hour ON sessions (quality_hour) WHERE quality_hour IS NOT NULL',
  `CREATE TABLE session_hours (
     hour timestamptz NOT NULL,
     category_id smallint NOT NULL REFERENCES counselor_categories,
     quality smallint NOT NULL CHECK (quality BETWEEN 0 AND 4),
     sessions integer NOT NULL CHECK (sessions > 0),
     PRIMARY KEY (hour, category_id, quality)
   )`,
  `COMMENT ON COLUMN session_hours.quality IS '0 = no quality was ever reported'`,
  'CREATE TABLE session_hour_changes (hour timestamptz NOT NULL)',
  `COMMENT ON TABLE session_hour_changes IS 'Hours whose row in session_hours is out of date; append-only for writers'`,
];

const COUNTED = 'session_id, start_time, category_id, quality';

// Triggers see the rows as they were and as they are now, so no writer can forget a mark, whatever ran at the same time.
// EXCEPT instead of a join: a function keeps its first plan, and a join planned for one row takes seconds for 10,000.
const marks = [
  markFunction('mark_inserted_sessions', `SELECT DISTINCT ${hourOf('start_time')} FROM now_rows`),
  markFunction(
    'mark_updated_sessions',
    `SELECT DISTINCT ${hourOf('start_time')} FROM (
       (SELECT ${COUNTED} FROM old_rows EXCEPT SELECT ${COUNTED} FROM now_rows) UNION ALL
       (SELECT ${COUNTED} FROM now_rows EXCEPT SELECT ${COUNTED} FROM old_rows)
     ) AS changed`,
  ),
  markFunction('mark_deleted_sessions', `SELECT DISTINCT ${hourOf('start_time')} FROM old_rows`),
  trigger('INSERT', 'NEW TABLE AS now_rows', 'mark_inserted_sessions'),
  trigger('UPDATE', 'OLD TABLE AS old_rows NEW TABLE AS now_rows', 'mark_updated_sessions'),
  trigger('DELETE', 'OLD TABLE AS old_rows', 'mark_deleted_sessions'),
];

function markFunction(name: string, hours: string): string {
  return `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO session_hour_changes (hour) ${hours};
      RETURN NULL;
    END $$`;
}

function trigger(event: string, rows: string, name: string): string {
  return `CREATE TRIGGER ${name} AFTER ${event} ON sessions REFERENCING ${rows}
          FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`;
}
