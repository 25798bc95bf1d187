import { Gate } from './gate';

/** Work on one key runs one after another; work on different keys side by side. */
export class OneAtATime {
  private readonly gates = new Map<string, Gate>();

  constructor(private readonly queue: number) {}

  /** @throws DomainError `unavailable` when too many wait for this key. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const gate = this.gates.get(key) ?? new Gate(1, this.queue);
    this.gates.set(key, gate);
    try {
      return await gate.through(work);
    } finally {
      if (gate.isIdle) this.gates.delete(key);
    }
  }
}
