import type { DataSource, EntityManager } from 'typeorm';

/** The time by the database's clock, which all replicas have in common. */
export async function databaseTime(database: Pick<DataSource | EntityManager, 'query'>): Promise<Date> {
  const [row] = await database.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  return row!.now;
}
