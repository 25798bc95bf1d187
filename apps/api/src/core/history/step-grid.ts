import { HOUR_MS } from '../time';
import { TimeZone } from './time-zone';

const DAY_SECONDS = 86_400;

/** A range of time that is to be cut into steps. Times are ms since 1970; `to` is exclusive. */
export interface SteppedRange {
  fromMs: number;
  toMs: number;
  stepSeconds: number;
  /** Whose days steps of a day are; null = UTC. */
  timeZone: string | null;
}

/** Steps that follow one another without gap or overlap. */
export class StepGrid {
  /** `borders`: starts of the steps and, as the last one, the end of all; ascending. */
  constructor(private readonly borders: readonly number[]) {}

  get count(): number {
    return this.borders.length - 1;
  }

  get startMs(): number {
    return this.borders[0]!;
  }

  get endMs(): number {
    return this.borders.at(-1)!;
  }

  /** True when every border lies at a full UTC hour: then the steps can be put together from hours. */
  get isOfWholeHours(): boolean {
    return this.borders.every((border) => border % HOUR_MS === 0);
  }

  /** From 0 to below `count`; its end is exclusive. */
  step(index: number): { startMs: number; endMs: number } {
    return { startMs: this.borders[index]!, endMs: this.borders[index + 1]! };
  }

  /** The step that holds a moment; −1 before the first, `count` after the last. */
  indexAt(atMs: number): number {
    let [low, high] = [0, this.borders.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.borders[middle]! <= atMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** How many steps a range has, at most two too many: known before any of them is made. */
export const roughStepCount = ({ fromMs, toMs, stepSeconds }: SteppedRange): number =>
  Math.ceil((toMs - fromMs) / (stepSeconds * 1000)) + 1;

/**
 * All steps that share a moment with the range. They begin at multiples of the step since 1970 UTC, or, where a time
 * zone is given, with the days of that zone, which last 23, 24 or 25 hours.
 */
export function gridOf(range: SteppedRange): StepGrid {
  if (range.timeZone !== null && range.stepSeconds === DAY_SECONDS)
    return new StepGrid(localDays(range, new TimeZone(range.timeZone)));
  const stepMs = range.stepSeconds * 1000;
  const first = Math.floor(range.fromMs / stepMs);
  const last = Math.ceil(range.toMs / stepMs);
  return new StepGrid(Array.from({ length: last - first + 1 }, (_, i) => (first + i) * stepMs));
}

/** A day that a zone left out (Samoa, 30 December 2011) has no length and is no step. */
function localDays({ fromMs, toMs }: SteppedRange, zone: TimeZone): number[] {
  let day = zone.dayAt(fromMs);
  // where clocks go back over midnight a moment may show the day before the one that has begun
  while (zone.startOfDay(day + 1) <= fromMs) day++;
  const borders = [zone.startOfDay(day)];
  while (borders.at(-1)! < toMs) {
    const next = zone.startOfDay(++day);
    if (next > borders.at(-1)!) borders.push(next);
  }
  return borders;
}
