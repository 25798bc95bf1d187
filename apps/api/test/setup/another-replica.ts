import type { DataSource } from 'typeorm';

/** From now on nobody here folds, probes or judges, and nothing happens in the background but what a test does. */
export async function letAnotherReplicaLead(dataSource: DataSource): Promise<void> {
  await dataSource.query(
    `INSERT INTO leases VALUES ('background-work', 'another', 1000000, 'infinity')
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = excluded.token, expires_at = 'infinity'`,
  );
}
