import type { DataSource, EntityManager } from 'typeorm';

const RETRIABLE = new Set(['40001', '40P01']); // serialization failure, deadlock
const MOST_TRIES = 5;

/** One transaction, tried again as a whole when PostgreSQL gave it up in favour of another one. */
export async function retryTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!RETRIABLE.has(code) || tries === MOST_TRIES) throw error;
    }
  }
}
