import type { EncodedPoints } from '../../../core/requests/encoded-points';
import type { MetricSeries } from '../../../core/requests/metric-point';

const MOST_SERIES = 50_000;

/** Points as they leave the thread that reads: a series is told once, and then is a number. */
export interface NumberedPoints extends Omit<EncodedPoints, 'series' | 'payload'> {
  payload: Uint8Array;
  /** Of the series of each point. */
  numbers: Uint32Array;
  /** All numbers given so far mean nothing any more. */
  isAnew: boolean;
  /** The series with the next numbers. */
  told: MetricSeries[];
}

/** Gives numbers to series; begins anew before it has told too many. */
export class SeriesNumbers {
  private numbers = new Map<MetricSeries, number>();

  constructor(private readonly most = MOST_SERIES) {}

  numbered({ series, ...columns }: EncodedPoints): NumberedPoints {
    const isAnew = this.numbers.size >= this.most;
    if (isAnew) this.numbers = new Map();
    const told: MetricSeries[] = [];
    const numbers = new Uint32Array(series.length);
    for (const [i, each] of series.entries()) {
      let number = this.numbers.get(each);
      if (number === undefined) {
        this.numbers.set(each, (number = this.numbers.size));
        told.push(each);
      }
      numbers[i] = number;
    }
    return { ...columns, numbers, isAnew, told };
  }
}

/** Knows the series that a `SeriesNumbers` told, as long as it hears of all its points in their order. */
export class ToldSeries {
  private series: MetricSeries[] = [];

  points({ numbers, isAnew, told, at, startAt, ends, payload }: NumberedPoints): EncodedPoints {
    if (isAnew) this.series = [];
    for (const each of told) this.series.push(each);
    const series: MetricSeries[] = [];
    for (const number of numbers) series.push(this.series[number]!);
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    return { series, at, startAt, ends, payload: bytes };
  }
}
