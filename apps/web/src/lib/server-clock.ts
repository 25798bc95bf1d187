/** The Date header has whole seconds: smaller differences are its rounding, not a wrong clock. */
const ROUNDING_MS = 2_000;

/**
 * Ages are told by the server's clock: a wall screen whose own clock is minutes off must neither grey out
 * fresh figures nor call old ones new.
 */
class ServerClock {
  private offsetMs = 0;

  /** `dateHeader`: the Date header of an answer; `receivedAt`: own clock at its arrival, in ms. */
  heard(dateHeader: string | null, receivedAt: number): void {
    const serverMs = Date.parse(dateHeader ?? '');
    if (Number.isNaN(serverMs)) return;
    const difference = serverMs - receivedAt;
    this.offsetMs = Math.abs(difference) <= ROUNDING_MS ? 0 : difference;
  }

  /** The present in ms, as the server would tell it. */
  now(): number {
    return this.at(Date.now());
  }

  /** Own clock's time in ms, as the server would tell it. */
  at(ownMs: number): number {
    return ownMs + this.offsetMs;
  }
}

export const serverClock = new ServerClock();
