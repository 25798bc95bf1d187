import type { DataSource } from 'typeorm';

/** After a failover we may still be talking to the old server: it answers, and nothing new comes to it any more. */
class ReadOnlyDatabase extends Error {
  readonly code = '25006';
}

/** @throws an error that counts as the database being away when it takes no writes. */
export async function requireWritable(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ read_only: string }[]>(
    `SELECT current_setting('transaction_read_only') AS read_only`,
  );
  if (row?.read_only === 'on') throw new ReadOnlyDatabase('The database is read-only');
}
