import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock/clock';
import { isDatabaseAway } from '../../platform/database/database-away';
import { inTime } from '../../platform/deadline';
import { TooLate, unlessLate } from '../../platform/unless-late';

/** A body that is computed once and sent to everyone who asks within the next seconds. */
export class Snapshot<T> {
  readonly json: string;
  readonly etag: string;

  constructor(readonly value: T) {
    this.json = JSON.stringify(value);
    this.etag = `"${createHash('sha256').update(this.json).digest('base64url').slice(0, 22)}"`;
  }
}

/** How what was read last is told now; `staleSince` is null while the database answers. */
type Tell<Read, Body> = (read: Read, staleSince: Date | null) => Body;

/** The last body and since when there is no newer one. */
export const withStaleness = <Body extends object>(
  body: Body,
  staleSince: Date | null,
): Body & { stale_since?: string } =>
  staleSince === null ? body : { ...body, stale_since: staleSince.toISOString() };

const FRESH_MS = 1_000;
/** Told once more while the next one is read: who looks again and again waits for nobody. */
const TOLD_AGAIN_MS = 2_000;
const READ_MS = 3_800;
/** With what the sign-in check may take, below the 5 s within which an answer is due. */
const PATIENCE_MS = 2_500;
/** Nobody waits long for a database that did not answer the one before. */
const PATIENCE_WHILE_AWAY_MS = 250;

/**
 * Reads at most once a second whoever asks; callers who come meanwhile share the one reading. While the database is
 * away, or slower than anybody can wait for, what was read last is told again, as old.
 */
export class SnapshotCache<Read, Body = Read> {
  private latest: { snapshot: Snapshot<Body>; atMs: number } | null = null;
  private computing: Promise<Snapshot<Body>> | null = null;
  private reading: Promise<Read> | null = null;
  private last: { read: Read } | null = null;
  private staleSince: Date | null = null;

  constructor(
    private readonly read: () => Promise<Read>,
    private readonly tell: Tell<Read, Body>,
    private readonly clock: Clock,
  ) {}

  /** @throws the database's error when it is away and nothing was ever read. */
  get(): Promise<Snapshot<Body>> {
    const ageMs = this.latest === null ? Infinity : this.clock.monotonicMs() - this.latest.atMs;
    if (this.latest === null || ageMs >= TOLD_AGAIN_MS) return this.newest();
    if (ageMs >= FRESH_MS) this.newest().catch(() => undefined); // told to whoever has to wait for it
    return Promise.resolve(this.latest.snapshot);
  }

  /** Read now, or shared with whoever is reading now. @throws as `get` */
  newest(): Promise<Snapshot<Body>> {
    return (this.computing ??= this.refresh().finally(() => (this.computing = null)));
  }

  private async refresh(): Promise<Snapshot<Body>> {
    const atMs = this.clock.monotonicMs();
    const snapshot = new Snapshot(this.tell(await this.newestRead(), this.staleSince));
    this.latest = { snapshot, atMs };
    return snapshot;
  }

  private async newestRead(): Promise<Read> {
    const reading = (this.reading ??= inTime(READ_MS, this.read).finally(() => (this.reading = null)));
    if (this.last === null) return this.keep(await reading);
    try {
      const patienceMs = this.staleSince === null ? PATIENCE_MS : PATIENCE_WHILE_AWAY_MS;
      return this.keep(await unlessLate(reading, patienceMs));
    } catch (error) {
      if (!(error instanceof TooLate || isDatabaseAway(error))) throw error;
      this.staleSince ??= this.clock.now();
      return this.last.read;
    }
  }

  private keep(read: Read): Read {
    this.last = { read };
    this.staleSince = null;
    return read;
  }
}
