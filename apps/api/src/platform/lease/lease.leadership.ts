import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, type EntityManager } from 'typeorm';
import { isDatabaseAway } from '../database/database-away';
import { DatabaseConnector } from '../database/database.connector';
import { applicationNameOf, Replica } from '../replica';
import { Leadership, LeaseLost } from './leadership';
import { fencedTransaction, LEASE } from './lease-row';

const TTL_MS = 15_000;
const RENEW_EVERY_MS = 4_000;

/** `before`: who held it until now; of one statement's snapshot, so that whoever takes it sees whom from. */
const ACQUIRE = `
  WITH previous AS (SELECT holder FROM leases WHERE name = $1)
  INSERT INTO leases AS l (name, holder, token, expires_at)
  VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 ms')
  ON CONFLICT (name) DO UPDATE
    SET token = CASE WHEN l.holder = excluded.holder THEN l.token ELSE l.token + 1 END,
        holder = excluded.holder,
        expires_at = excluded.expires_at
    WHERE l.holder = excluded.holder OR l.expires_at <= clock_timestamp()
  RETURNING token, (SELECT holder FROM previous) AS before`;

interface Held {
  token: string;
  /** By our own clock, counted from before the database was asked: never later than the row says. */
  untilMs: number;
}

/** Leases run by the database's time, so that only real time may pass here, whatever clock a test has chosen. */
const monotonicMs = () => performance.now();

/**
 * Leadership by a lease row with a fencing token and database time: a frozen holder is overtaken when its lease
 * expires, and its late writes carry an old token. An advisory lock would stay with the frozen holder.
 */
@Injectable()
export class LeaseLeadership extends Leadership implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(LeaseLeadership.name);
  private held: Held | null = null;
  /** What the database said last; kept while it says nothing. */
  private ledLast = false;
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

  /** Not beyond the lease, also when the database cannot be asked, or when this process was frozen meanwhile. */
  override get isLeader(): boolean {
    return this.held !== null && monotonicMs() < this.held.untilMs;
  }

  override get leadsAsFarAsKnown(): boolean {
    return this.ledLast && !this.stopped;
  }

  /** Single flight: whoever asks while the lease is being renewed waits for that. Never rejects. */
  @Interval(RENEW_EVERY_MS)
  renew(): Promise<void> {
    if (this.stopped || !this.dataSource.isInitialized) return Promise.resolve();
    return (this.renewing ??= this.takeOrKeep().finally(() => (this.renewing = null)));
  }

  override async fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { held } = this;
    if (held === null || !this.isLeader) throw new LeaseLost();
    try {
      return await fencedTransaction(this.dataSource, held.token, work);
    } catch (error) {
      if (this.held?.token === held.token && (error instanceof LeaseLost || isDatabaseAway(error)))
        this.held = null;
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const { held } = this;
    this.held = null;
    if (held === null) return;
    await this.dataSource
      .query(`UPDATE leases SET holder = '', expires_at = clock_timestamp() WHERE name = $1 AND token = $2`, [
        LEASE,
        held.token,
      ])
      .catch(() => undefined); // it expires by itself
  }

  private async takeOrKeep(): Promise<void> {
    const wasLeader = this.held !== null;
    try {
      this.held = await this.acquire();
    } catch {
      this.held = null; // unknown is not ours: what cannot be renewed cannot be written either
    }
    if (wasLeader !== (this.held !== null))
      this.log.log(
        this.held ? 'This replica leads the background work' : 'This replica does not lead any more',
      );
  }

  /** The token is counted up whenever the holder changes; null while another replica holds the lease. */
  private async acquire(): Promise<Held | null> {
    const askedAtMs = monotonicMs();
    const [row] = await this.dataSource.query<{ token: string; before: string | null }[]>(ACQUIRE, [
      LEASE,
      this.replica.id,
      TTL_MS,
    ]);
    this.ledLast = row !== undefined;
    if (row === undefined) return null;
    if (row.before && row.before !== this.replica.id) await this.dismiss(row.before);
    return { token: row.token, untilMs: askedAtMs + TTL_MS };
  }

  /**
   * A holder that let its lease expire, instead of giving it back, is frozen or cut off. Its transactions, which may
   * hold locks that the same work needs here, would be kept by the server for as long as it cannot tell.
   */
  private async dismiss(holder: string): Promise<void> {
    await this.dataSource
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = $1 AND datname = current_database() AND xact_start IS NOT NULL`,
        [applicationNameOf(holder)],
      )
      .catch(() => undefined); // idle in a transaction they end by themselves, later
  }
}
