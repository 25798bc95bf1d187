import { DomainError } from '../../core/domain-error';
import { isDatabaseAway } from '../../platform/database/database-away';

/** Rows are whatever the work is measured in. */
interface BatchLimits {
  /** Statements that run at the same time. */
  atOnce: number;
  /** Rows in one statement; a single piece of work may have more. */
  mostTogether: number;
  /** Rows that may wait for the database. */
  mostWaiting: number;
  /** Told to whoever comes when too many wait. */
  tooMany: string;
}

interface Waiting<Work, Answer> {
  work: Work;
  rows: number;
  done: (answer: Answer) => void;
  failed: (error: unknown) => void;
}

/**
 * Writes what several callers ask for in one statement: while statements run, what comes waits and goes together.
 * Each caller is answered only after its own rows are safe.
 */
export class BatchWriter<Work, Answer> {
  private readonly waiting: Waiting<Work, Answer>[] = [];
  private waitingRows = 0;
  private running = 0;

  /** @param insert all or nothing; one answer for each piece of work, in their order */
  constructor(
    private readonly limits: BatchLimits,
    private readonly insert: (together: readonly Work[]) => Promise<readonly Answer[]>,
  ) {}

  /** @throws DomainError 'unavailable' when the database takes rows more slowly than they come. */
  async write(work: Work, rows: number): Promise<Answer> {
    if (this.waitingRows >= this.limits.mostWaiting)
      throw new DomainError('unavailable', this.limits.tooMany, { retryAfterSeconds: 2 });
    return new Promise((done, failed) => {
      this.waiting.push({ work, rows, done, failed });
      this.waitingRows += rows;
      this.writeWaiting();
    });
  }

  private writeWaiting(): void {
    while (this.running < this.limits.atOnce && this.waiting.length > 0) {
      this.running++;
      void this.writeTogether(this.together()).finally(() => {
        this.running--;
        this.writeWaiting();
      });
    }
  }

  private together(): Waiting<Work, Answer>[] {
    const batch: Waiting<Work, Answer>[] = [];
    for (let rows = 0; rows < this.limits.mostTogether && this.waiting.length > 0;) {
      const next = this.waiting.shift()!;
      rows += next.rows;
      this.waitingRows -= next.rows;
      batch.push(next);
    }
    return batch;
  }

  /** Never rejects: each caller is told by itself. What the database refuses must not take others with it. */
  private async writeTogether(batch: readonly Waiting<Work, Answer>[]): Promise<void> {
    try {
      const answers = await this.insert(batch.map(({ work }) => work));
      for (const [i, { done }] of batch.entries()) done(answers[i]!);
    } catch (error) {
      if (batch.length > 1 && !isDatabaseAway(error))
        for (const each of batch) await this.writeTogether([each]);
      else for (const { failed } of batch) failed(error);
    }
  }
}
