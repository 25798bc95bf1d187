import pg from 'pg';
import { DeadlinePassed, leftMs } from '../deadline';

export const STATEMENT_TIMEOUT_MS = 4_000;
/** The server ends a statement first, if it still can. */
export const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 500;

/** Emitted by a client whose server takes no writes any more. */
export const READ_ONLY = 'read-only';
const READ_ONLY_CODE = '25006';
const NO_ANSWER = /Query read timeout/;

/**
 * A connection that minds the deadline of whoever asks, and closes itself once nobody can know what state it is in:
 * with an answer outstanding, or with a transaction that will not be ended any more.
 */
export class DatabaseClient extends pg.Client {
  /** Text and values are all that TypeORM sends; anything else passes as it is. */
  override query(...asked: never[]): never {
    const [text, values, ...more] = asked as unknown[];
    if (typeof text !== 'string' || typeof values === 'function' || more.length > 0)
      return super.query(...(asked as [never])) as never;
    return this.ask(text, values as unknown[] | undefined) as never;
  }

  private async ask(text: string, values?: unknown[]): Promise<unknown> {
    const left = leftMs() ?? Infinity;
    if (left <= 0) {
      if (this.getTransactionStatus() !== 'I') this.close();
      throw new DeadlinePassed();
    }
    const query = { text, values, query_timeout: Math.min(left, ANSWER_TIMEOUT_MS) };
    try {
      return await super.query(query);
    } catch (error) {
      if (NO_ANSWER.test((error as Error).message)) this.close();
      else if ((error as { code?: unknown }).code === READ_ONLY_CODE) this.emit(READ_ONLY);
      throw error;
    }
  }

  /** Ended at once for the pool, which would hand it to the next one; and without a word to a server that may be frozen. */
  private close(): void {
    void this.end();
    (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}
