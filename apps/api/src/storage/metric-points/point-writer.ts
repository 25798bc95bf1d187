import type { DataSource } from 'typeorm';
import { inTime } from '../../platform/deadline';
import { BatchWriter } from '../batches/batch.writer';
import { parametersOf, type PointRows, STORE_POINTS } from './point-rows';

/** For one statement; whoever waits gives up by itself. */
const STATEMENT_MS = 4_000;
const LIMITS = {
  atOnce: 1, // two at a time are smaller, cost more, and end no sooner
  mostTogether: 4_000,
  mostWaiting: 60_000, // points: about 20 MB
  tooMany: 'More points come than can be stored. Nothing was stored.',
};

/** Writes the points of several requests in one statement. */
export class PointWriter {
  private readonly batches: BatchWriter<PointRows, ReadonlySet<string>>;

  constructor(private readonly dataSource: DataSource) {
    this.batches = new BatchWriter(LIMITS, (together) => this.insert(together));
  }

  /**
   * Answers the ids of series that do not stand (any more): their points are not stored.
   * @throws DomainError 'unavailable' when the database takes points more slowly than they come.
   */
  store(rows: PointRows): Promise<ReadonlySet<string>> {
    return this.batches.write(rows, rows.ids.length);
  }

  /** With a deadline of its own: it is begun by whoever was before, whose time may be over. */
  private async insert(together: readonly PointRows[]): Promise<ReadonlySet<string>[]> {
    const parameters = parametersOf(together);
    const rows = await inTime(STATEMENT_MS, () =>
      this.dataSource.query<{ id: string }[]>(STORE_POINTS, parameters),
    );
    const missing = new Set(rows.map(({ id }) => id));
    return together.map(() => missing);
  }
}
