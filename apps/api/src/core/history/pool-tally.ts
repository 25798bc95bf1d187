import type { HistoryMetric } from '@watchroom/contracts';
import { Distribution } from '../latency/distribution';
import type { StoredPoolUse } from '../pool/pool-use';
import { fewestFor, HISTORY_FACTS } from './history-metrics';
import { type HistoryRow, type Measured, ObservedMinutes, type Tally } from './tally';

/** The pools of all replicas, or of one of them. */
export interface PoolRow extends HistoryRow, StoredPoolUse {
  /** Encoded, in ms. */
  waits: Uint8Array;
  timeouts: number;
  /** Minutes in which somebody told the use. */
  useMinutes: number | null;
}

/** Waits are merged over all replicas, timeouts added. */
export class PoolTally implements Tally<PoolRow> {
  private readonly observed = new ObservedMinutes();
  private readonly waits = new Distribution();
  private timeouts = 0;
  private unreadable = 0;

  constructor(private readonly metric: HistoryMetric) {}

  add(row: PoolRow): void {
    this.observed.add(row);
    this.timeouts += row.timeouts;
    if (!this.waits.mergeReadable(row.waits)) this.unreadable++;
  }

  measured(): Measured {
    const { quantile } = HISTORY_FACTS[this.metric];
    const observed_minutes = this.observed.count;
    const n = this.waits.count;
    if (quantile === null) return { state: 'value', value: this.timeouts, n, observed_minutes };
    const found = this.waits.quantile(quantile);
    const damage = this.unreadable > 0 ? { unreadable: this.unreadable } : {};
    if (found === null) return { state: 'no_traffic', value: null, n, observed_minutes, ...damage };
    return {
      state: 'value',
      value: found.value,
      n,
      observed_minutes,
      relative_error: found.relativeError,
      too_few: n < fewestFor(quantile),
      ...damage,
    };
  }
}
