import { DomainError } from '../../../core/domain-error';

/** What is measured to fit into one replica. */
export const MOST_STREAMS = 1_000;
/** Screens and tabs of one admin. */
export const MOST_STREAMS_OF_ONE = 20;
const RETRY_AFTER_SECONDS = 30;

/** Who holds how many streams open. */
export class Places {
  private taken = 0;
  private readonly takenBy = new Map<string, number>();

  /** @throws DomainError `unavailable` when there is no place left, for this admin or for anybody. */
  take(adminId: string): void {
    const own = this.takenBy.get(adminId) ?? 0;
    if (own >= MOST_STREAMS_OF_ONE) throw full(`You have ${own} streams open already. Close one of them`);
    if (this.taken >= MOST_STREAMS)
      throw full(`${this.taken} streams are open here already. Try again later`);
    this.takenBy.set(adminId, own + 1);
    this.taken++;
  }

  giveBack(adminId: string): void {
    const own = this.takenBy.get(adminId) ?? 0;
    if (own > 1) this.takenBy.set(adminId, own - 1);
    else this.takenBy.delete(adminId);
    this.taken--;
  }
}

const full = (words: string): DomainError =>
  new DomainError('unavailable', `${words}, or ask /current now and then.`, {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
