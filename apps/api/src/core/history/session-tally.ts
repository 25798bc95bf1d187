import { QUALITY_LEVELS } from '@watchroom/contracts';
import { noQuality, QUALITY_SCORE, qualityTotal, type QualityCounts } from '../quality/average-quality';
import { type HistoryRow, type Measured, ObservedMinutes, type Tally } from './tally';

/** Active sessions in one minute or, as a sum over `minutes`, in an hour. */
export interface ActiveRow extends HistoryRow {
  active: number;
  activeMin: number;
  activeMax: number;
}

/** The same with the quality that open sessions reported. */
export interface SessionRow extends ActiveRow, QualityCounts {}

/** The mean over the minutes in which sessions were counted; a minute missed counts neither way. */
export class ActiveTally implements Tally<ActiveRow> {
  private readonly observed = new ObservedMinutes();
  private active = 0;
  private min = Infinity;
  private max = -Infinity;

  add(row: ActiveRow): void {
    this.observed.add(row);
    this.active += row.active;
    this.min = Math.min(this.min, row.activeMin);
    this.max = Math.max(this.max, row.activeMax);
  }

  measured(): Measured {
    const n = this.observed.count;
    return { state: 'value', value: this.active / n, n, observed_minutes: n, min: this.min, max: this.max };
  }
}

/** The mean score of all reports; minutes without one count neither way. */
export class QualityTally implements Tally<SessionRow> {
  private readonly observed = new ObservedMinutes();
  private readonly quality = noQuality();

  add(row: SessionRow): void {
    this.observed.add(row);
    for (const level of QUALITY_LEVELS) this.quality[level] += row[level];
  }

  measured(): Measured {
    const n = this.observed.count;
    const reports = qualityTotal(this.quality);
    if (reports === 0) return { state: 'no_traffic', value: null, n, observed_minutes: n };
    const score = QUALITY_LEVELS.reduce((sum, level) => sum + this.quality[level] * QUALITY_SCORE[level], 0);
    return { state: 'value', value: score / reports, n, observed_minutes: n };
  }
}
