import type { DataSource } from 'typeorm';
import { DomainError } from '../../core/domain-error';
import { isDatabaseAway } from '../../platform/database/database-away';
import { inTime } from '../../platform/deadline';
import { parametersOf, type PointRows, STORE_POINTS } from './point-rows';

const AT_ONCE = 2;
/** For one statement; whoever waits gives up by itself. */
const STATEMENT_MS = 4_000;
/** Points in one statement; a single request may have more. */
const MOST_TOGETHER = 4_000;
/** Points that wait for the database; about 20 MB. */
const MOST_WAITING = 60_000;

interface Waiting {
  rows: PointRows;
  stored: (missing: ReadonlySet<string>) => void;
  failed: (error: unknown) => void;
}

/**
 * Writes the points of several requests in one statement: while two statements run, what comes waits and goes
 * together. Each request is answered only after its own points are safe.
 */
export class PointWriter {
  private readonly waiting: Waiting[] = [];
  private waitingPoints = 0;
  private running = 0;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Answers the ids of series that do not stand (any more): their points are not stored.
   * @throws DomainError 'unavailable' when the database takes points more slowly than they come.
   */
  async store(rows: PointRows): Promise<ReadonlySet<string>> {
    if (this.waitingPoints >= MOST_WAITING)
      throw new DomainError('unavailable', 'More points come than can be stored. Nothing was stored.', {
        retryAfterSeconds: 2,
      });
    return new Promise((stored, failed) => {
      this.waiting.push({ rows, stored, failed });
      this.waitingPoints += rows.ids.length;
      this.writeWaiting();
    });
  }

  private writeWaiting(): void {
    while (this.running < AT_ONCE && this.waiting.length > 0) {
      this.running++;
      void this.write(this.together()).finally(() => {
        this.running--;
        this.writeWaiting();
      });
    }
  }

  private together(): Waiting[] {
    const batch: Waiting[] = [];
    for (let points = 0; points < MOST_TOGETHER && this.waiting.length > 0;) {
      const next = this.waiting.shift()!;
      points += next.rows.ids.length;
      this.waitingPoints -= next.rows.ids.length;
      batch.push(next);
    }
    return batch;
  }

  /** Never rejects: each request is told by itself. What the database refuses must not take others with it. */
  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const missing = await this.insert(batch);
      for (const { stored } of batch) stored(missing);
    } catch (error) {
      if (batch.length > 1 && !isDatabaseAway(error)) for (const each of batch) await this.write([each]);
      else for (const { failed } of batch) failed(error);
    }
  }

  /** With a deadline of its own: it is begun by whoever was before, whose time may be over. */
  private async insert(batch: readonly Waiting[]): Promise<ReadonlySet<string>> {
    const parameters = parametersOf(batch.map(({ rows }) => rows));
    const missing = await inTime(STATEMENT_MS, () =>
      this.dataSource.query<{ id: string }[]>(STORE_POINTS, parameters),
    );
    return new Set(missing.map(({ id }) => id));
  }
}
