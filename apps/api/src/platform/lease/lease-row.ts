import type { DataSource, EntityManager } from 'typeorm';
import { LeaseLost } from './leadership';

/** Of the row in `leases` that the leading replica holds. */
export const LEASE = 'background-work';

/** The fencing token under which this holder leads now, by database time; null: it does not lead. */
export async function tokenOfHolder(dataSource: DataSource, holder: string): Promise<string | null> {
  const [row] = await dataSource.query<{ token: string }[]>(
    'SELECT token FROM leases WHERE name = $1 AND holder = $2 AND expires_at > clock_timestamp()',
    [LEASE, holder],
  );
  return row?.token ?? null;
}

/**
 * Runs `work` in one transaction that commits only while the lease carries this token. The lease is looked at last, and
 * its row held from then to the commit: a long work holds up no other replica.
 * @throws LeaseLost when another replica leads; nothing is written then.
 */
export function fencedTransaction<T>(
  dataSource: DataSource,
  token: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return dataSource.transaction(async (manager) => {
    const done = await work(manager);
    if (!(await stillHeld(token, manager))) throw new LeaseLost();
    return done;
  });
}

async function stillHeld(token: string, manager: EntityManager): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    'SELECT 1 FROM leases WHERE name = $1 AND token = $2 AND expires_at > clock_timestamp() FOR SHARE',
    [LEASE, token],
  );
  return rows.length > 0;
}
