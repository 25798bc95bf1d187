import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** One running API process. The id is new at every start and names no host. */
export class Replica {
  readonly id: string;

  constructor(id?: string) {
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 4);
    this.id = id ?? `api-${host}-${randomBytes(4).toString('hex')}`;
  }
}

/** By which its connections are known in pg_stat_activity. */
export const applicationNameOf = (replicaId: string): string => `watchroom ${replicaId}`;
