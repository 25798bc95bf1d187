import type { HistoryMetric } from '@watchroom/contracts';
import { FEWEST_ERRORS, FEWEST_REQUESTS } from '../errors/hour-state';
import { Distribution } from '../latency/distribution';
import { fewestFor, HISTORY_FACTS } from './history-metrics';
import { type HistoryRow, type Measured, ObservedMinutes, type Tally, UNOBSERVED } from './tally';

/** Requests of one service or of all together. */
export interface RequestRow extends HistoryRow {
  requests: number;
  errors: number;
  /** Encoded durations; null when they were not kept, or not asked for. */
  distribution: Uint8Array | null;
}

/** Rates come from sums and percentiles from merged distributions: neither is ever averaged. */
export class RequestTally implements Tally<RequestRow> {
  private readonly observed = new ObservedMinutes();
  private readonly durations = new Distribution();
  private requests = 0;
  private errors = 0;
  private lacksDurations = false;

  constructor(private readonly metric: HistoryMetric) {}

  add(row: RequestRow): void {
    this.observed.add(row);
    this.requests += row.requests;
    this.errors += row.errors;
    // what cannot be read is missing among the durations, and `percentile` tells how much
    if (row.distribution !== null) this.durations.mergeReadable(row.distribution);
    else if (row.requests > 0) this.lacksDurations = true;
  }

  measured(): Measured {
    const { requests: n, errors } = this;
    const { quantile } = HISTORY_FACTS[this.metric];
    const observed_minutes = this.observed.count;
    const isCount = this.metric === 'requests';
    if (n === 0) return { state: 'no_traffic', value: isCount ? 0 : null, n, observed_minutes };
    if (isCount) return { state: 'value', value: n, n, observed_minutes };
    if (quantile !== null) return this.percentile(quantile, observed_minutes);
    const too_few = n < FEWEST_REQUESTS || errors < FEWEST_ERRORS;
    return { state: 'value', value: errors / n, n, observed_minutes, too_few };
  }

  /** Of a part of the requests a percentile would say nothing about all of them. */
  private percentile(quantile: number, observed_minutes: number): Measured {
    const found = this.lacksDurations ? null : this.durations.quantile(quantile);
    if (found === null) return { ...UNOBSERVED, observed_minutes };
    const n = this.durations.count;
    const measured: Measured = {
      state: 'value',
      value: found.value,
      n,
      observed_minutes,
      relative_error: found.relativeError,
      too_few: n < fewestFor(quantile),
    };
    return n < this.requests ? { ...measured, unreadable: this.requests - n } : measured;
  }
}
