import { type HistoryMetric, QUALITY_LEVELS } from '@watchroom/contracts';
import { noQuality, QUALITY_SCORE, qualityTotal, type QualityCounts } from '../quality/average-quality';
import { type HistoryRow, type Measured, ObservedMinutes, type Tally } from './tally';

/** Open sessions in one minute or, as sums over `minutes`, in an hour. */
export interface SessionRow extends HistoryRow, QualityCounts {
  active: number;
  activeMin: number;
  activeMax: number;
}

/** Means over the minutes in which sessions were counted; a minute missed counts neither way. */
export class SessionTally implements Tally<SessionRow> {
  private readonly observed = new ObservedMinutes();
  private readonly quality = noQuality();
  private active = 0;
  private min = Infinity;
  private max = -Infinity;

  constructor(private readonly metric: HistoryMetric) {}

  add(row: SessionRow): void {
    this.observed.add(row);
    this.active += row.active;
    this.min = Math.min(this.min, row.activeMin);
    this.max = Math.max(this.max, row.activeMax);
    for (const level of QUALITY_LEVELS) this.quality[level] += row[level];
  }

  measured(): Measured {
    const n = this.observed.count;
    if (this.metric !== 'connection_quality')
      return { state: 'value', value: this.active / n, n, observed_minutes: n, min: this.min, max: this.max };
    const reports = qualityTotal(this.quality);
    if (reports === 0) return { state: 'no_traffic', value: null, n, observed_minutes: n };
    const score = QUALITY_LEVELS.reduce((sum, level) => sum + this.quality[level] * QUALITY_SCORE[level], 0);
    return { state: 'value', value: score / reports, n, observed_minutes: n };
  }
}
