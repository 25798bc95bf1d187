import type { MigrationInterface, QueryRunner } from 'typeorm';

// Probes go after two days, and of webhooks only the present is kept: what changed is written down where it is stored,
// so that no writer can forget it.
const CHANGES = [
  `CREATE TABLE service_changes (
     at timestamptz NOT NULL,
     service text NOT NULL,
     what text NOT NULL CHECK (what IN ('status', 'webhooks')),
     from_word text,
     to_word text NOT NULL,
     reason text,
     PRIMARY KEY (at, service, what)
   ) PARTITION BY RANGE (at)`,
  'CREATE TABLE service_changes_default PARTITION OF service_changes DEFAULT',
  `COMMENT ON TABLE service_changes IS
     'Changes of what external_service_states and vendor_webhook_states hold; written by their triggers'`,
  noting(
    'note_service_status',
    `VALUES (NEW.since, NEW.service, 'status', before, NEW.status, NEW.reason)`,
    'status',
  ),
  noting(
    'note_webhook_sending',
    `VALUES (NEW.checked_at, NEW.service, 'webhooks',
       CASE before WHEN 'true' THEN 'sent' WHEN 'false' THEN 'not_sent' END,
       CASE WHEN NEW.is_active THEN 'sent' ELSE 'not_sent' END, NULL)`,
    'is_active',
  ),
  trigger('note_service_status', 'external_service_states', 'status'),
  trigger('note_webhook_sending', 'vendor_webhook_states', 'is_active'),
];

const VISITS = `CREATE TABLE admin_visits (
  admin_id uuid PRIMARY KEY REFERENCES admins ON DELETE CASCADE,
  last_seen_at timestamptz NOT NULL
)`;

export class ServiceChangesAndVisitsCreated1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CHANGES, VISITS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER note_service_status ON external_service_states');
    await runner.query('DROP TRIGGER note_webhook_sending ON vendor_webhook_states');
    await runner.query('DROP FUNCTION note_service_status, note_webhook_sending');
    await runner.query('DROP TABLE admin_visits, service_changes');
  }
}

/** A repeated or overtaken write tells the same moment again: the first one stays. */
function noting(name: string, values: string, column: string): string {
  return `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE before text;
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF OLD.${column} IS NOT DISTINCT FROM NEW.${column} THEN RETURN NULL; END IF;
        before := OLD.${column}::text;
      END IF;
      INSERT INTO service_changes (at, service, what, from_word, to_word, reason) ${values} ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$`;
}

function trigger(name: string, table: string, column: string): string {
  return `CREATE TRIGGER ${name} AFTER INSERT OR UPDATE OF ${column} ON ${table}
          FOR EACH ROW EXECUTE FUNCTION ${name}()`;
}
