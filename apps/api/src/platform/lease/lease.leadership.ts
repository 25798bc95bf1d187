import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, type EntityManager } from 'typeorm';
import { DatabaseConnector } from '../database/database.connector';
import { Replica } from '../replica';
import { Leadership, LeaseLost } from './leadership';

const LEASE = 'background-work';
const TTL_SECONDS = 15;
const RENEW_EVERY_MS = 4_000;

/**
 * Leadership by a lease row with a fencing token and database time: a frozen holder is overtaken when its lease
 * expires, and its late writes carry an old token. An advisory lock would stay with the frozen holder.
 */
@Injectable()
export class LeaseLeadership extends Leadership implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(LeaseLeadership.name);
  private token: string | null = null;
  private renewing: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly replica: Replica,
    private readonly connector: DatabaseConnector,
  ) {
    super();
  }

  /** At once when the database is there: until somebody leads, nothing is probed and nothing judged. */
  onApplicationBootstrap(): void {
    void this.connector.connect().then(() => this.renew());
  }

  override get isLeader(): boolean {
    return this.token !== null;
  }

  /** Single flight: whoever asks while the lease is being renewed waits for that. Never rejects. */
  @Interval(RENEW_EVERY_MS)
  renew(): Promise<void> {
    if (this.stopped || !this.dataSource.isInitialized) return Promise.resolve();
    return (this.renewing ??= this.takeOrKeep().finally(() => (this.renewing = null)));
  }

  private async takeOrKeep(): Promise<void> {
    try {
      const token = await this.acquire();
      if ((token === null) !== (this.token === null))
        this.log.log(token === null ? 'Another replica leads' : 'This replica leads the background work');
      this.token = token;
    } catch {
      this.token = null;
    }
  }

  override async fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const token = this.token;
    if (token === null) throw new LeaseLost();
    return this.dataSource.transaction(async (manager) => {
      const held: unknown[] = await manager.query(
        'SELECT 1 FROM leases WHERE name = $1 AND token = $2 AND expires_at > clock_timestamp() FOR SHARE',
        [LEASE, token],
      );
      if (held.length === 0) {
        this.token = null;
        throw new LeaseLost();
      }
      return work(manager);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.token === null) return;
    await this.dataSource
      .query('UPDATE leases SET expires_at = clock_timestamp() WHERE name = $1 AND token = $2', [
        LEASE,
        this.token,
      ])
      .catch(() => undefined); // it expires by itself
    this.token = null;
  }

  /** The token, counted up whenever the holder changes; null while another replica holds the lease. */
  private async acquire(): Promise<string | null> {
    const rows: { token: string }[] = await this.dataSource.query(
      `INSERT INTO leases AS l (name, holder, token, expires_at)
       VALUES ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
       ON CONFLICT (name) DO UPDATE
         SET token = CASE WHEN l.holder = excluded.holder THEN l.token ELSE l.token + 1 END,
             holder = excluded.holder,
             expires_at = excluded.expires_at
         WHERE l.holder = excluded.holder OR l.expires_at <= clock_timestamp()
       RETURNING token`,
      [LEASE, this.replica.id, TTL_SECONDS],
    );
    return rows[0]?.token ?? null;
  }
}
