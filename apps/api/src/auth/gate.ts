import { DomainError } from '../core/domain-error';

/** Lets a few pieces of work run at once and a bounded number wait; the rest is refused at once. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly queue: number,
  ) {}

  /** @throws DomainError `unavailable` when the queue is full. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next)
        next(); // hands its place over
      else this.running--;
    }
  }

  get isIdle(): boolean {
    return this.running === 0;
  }

  private enter(): Promise<void> | void {
    if (this.running < this.places) {
      this.running++;
      return;
    }
    if (this.waiting.length >= this.queue)
      throw new DomainError('unavailable', 'Too many people sign in at this moment. Try again in a second.', {
        retryAfterSeconds: 1,
      });
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
