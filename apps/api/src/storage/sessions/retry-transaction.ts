import type { DataSource, EntityManager } from 'typeorm';

const RETRIABLE = new Set(['40001', '40P01']); // serialization failure, deadlock
const MOST_TRIES = 5;

/** Work that is a transaction of its own, tried again as a whole when PostgreSQL gave it up in favour of another one. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!RETRIABLE.has(code) || tries === MOST_TRIES) throw error;
    }
  }
}

/** One transaction, tried again as `retried` says. */
export const retryTransaction = <T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> => retried(() => dataSource.transaction(work));
