/** At most one event in this time. */
export const EVENT_GAP_MS = 1_000;
/** Who has not read for this long is gone, or might as well be. */
const DEAF_AFTER_MS = 30_000;
const FAREWELL_MS = 1_000;

export interface Frame {
  /** Grows with each frame. */
  number: number;
  bytes: Buffer;
}

/** What of an answer a listener uses. */
export interface Sink {
  readonly writableNeedDrain: boolean;
  readonly writableEnded: boolean;
  readonly destroyed: boolean;
  write(bytes: Buffer): unknown;
  end(bytes: Buffer): unknown;
  destroy(): unknown;
}

/**
 * One open stream. It is owed the newest frame only: who reads slowly skips what came between, so that nothing piles up.
 * All times in ms of one clock that never runs backwards.
 */
export class Listener {
  private lastNumber = 0;
  private lastEventAt = -Infinity;
  private deafSince: number | null = null;

  constructor(
    readonly signInId: string,
    private readonly sink: Sink,
  ) {}

  /**
   * Writes the frame if it is new to this listener and its time has come.
   * @returns when it may be offered again, or null if there is nothing to wait for.
   */
  offer({ number, bytes }: Frame, now: number): number | null {
    if (number <= this.lastNumber || this.isOver) return null;
    const dueAt = this.lastEventAt + EVENT_GAP_MS;
    if (now < dueAt) return dueAt;
    if (!this.isListening(now)) return null; // offered again once it has read
    this.lastNumber = number;
    this.lastEventAt = now;
    this.sink.write(bytes);
    return null;
  }

  /** Any bytes that are no event. */
  tell(bytes: Buffer, now: number): void {
    if (!this.isOver && this.isListening(now)) this.sink.write(bytes);
  }

  end(words: Buffer): void {
    if (this.isOver) return;
    this.sink.end(words);
    setTimeout(() => this.sink.destroy(), FAREWELL_MS).unref();
  }

  private get isOver(): boolean {
    return this.sink.writableEnded || this.sink.destroyed;
  }

  /** False while what was written before has not been taken; who takes nothing for long is dropped. */
  private isListening(now: number): boolean {
    if (!this.sink.writableNeedDrain) {
      this.deafSince = null;
      return true;
    }
    this.deafSince ??= now;
    if (now - this.deafSince >= DEAF_AFTER_MS) this.sink.destroy();
    return false;
  }
}
