import type { PoolRow } from './pool-tally';
import { type Measured, ObservedMinutes, type Tally, UNOBSERVED } from './tally';

/**
 * Connections in use, each weighed by how long it was, as a fraction of all that might have been: of all replicas
 * together, so that it does not matter how many there are, how large their pools and how long each was there. Every
 * checkout counts, nothing is sampled. The most at one moment is of one replica: none lends another its connections.
 */
export class PoolUseTally implements Tally<PoolRow> {
  private readonly observed = new ObservedMinutes();
  private usedMs = 0;
  private offeredMs = 0;
  private max = 0;
  private waitingMax = 0;

  add({ start, usedMs, offeredMs, useMax, waitingMax, useMinutes }: PoolRow): void {
    if (offeredMs === null || offeredMs === 0) return;
    this.observed.add({ start, minutes: useMinutes ?? 0 });
    this.usedMs += usedMs ?? 0;
    this.offeredMs += offeredMs;
    this.max = Math.max(this.max, useMax ?? 0);
    this.waitingMax = Math.max(this.waitingMax, waitingMax ?? 0);
  }

  measured(): Measured {
    if (this.offeredMs === 0) return UNOBSERVED;
    const n = this.observed.count;
    return {
      state: 'value',
      value: this.usedMs / this.offeredMs,
      n,
      observed_minutes: n,
      max: this.max,
      waiting_max: this.waitingMax,
    };
  }
}
