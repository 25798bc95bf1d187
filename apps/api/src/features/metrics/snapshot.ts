import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock/clock';

/** A body that is computed once and sent to everyone who asks within the next second. */
export class Snapshot<T> {
  readonly json: string;
  readonly etag: string;

  constructor(readonly value: T) {
    this.json = JSON.stringify(value);
    this.etag = `"${createHash('sha256').update(this.json).digest('base64url').slice(0, 22)}"`;
  }
}

const FRESH_MS = 1_000;

/** Computes at most once a second whoever asks; callers who come meanwhile share the one computation. */
export class SnapshotCache<T> {
  private latest: { snapshot: Snapshot<T>; atMs: number } | null = null;
  private computing: Promise<Snapshot<T>> | null = null;

  constructor(
    private readonly compute: () => Promise<T>,
    private readonly clock: Clock,
  ) {}

  get(): Promise<Snapshot<T>> {
    if (this.latest && this.clock.monotonicMs() - this.latest.atMs < FRESH_MS)
      return Promise.resolve(this.latest.snapshot);
    return (this.computing ??= this.refresh().finally(() => (this.computing = null)));
  }

  private async refresh(): Promise<Snapshot<T>> {
    const atMs = this.clock.monotonicMs();
    const snapshot = new Snapshot(await this.compute());
    this.latest = { snapshot, atMs };
    return snapshot;
  }
}
