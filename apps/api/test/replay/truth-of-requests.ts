import type { ErrorTrend, HourState, ThresholdCrossing } from '@watchroom/contracts';
import { BOUNDS_SECONDS, exponentialIndex } from '../e2e/setup/otlp';
import { HOUR_MS, MINUTE_MS } from './day';
import { isError, type Place, type Report, type Run, type Sender } from './senders';

/** A request and the minute in which it was reported. */
export interface Request {
  sender: Sender;
  place: Place;
  minuteMs: number;
  isError: boolean;
  durationMs: number;
}

const WARNING = 0.02;
const CRITICAL = 0.05;

/** All that senders have told, one by one: nothing is merged, so that nothing can be merged wrongly. */
export class RequestTruth {
  private readonly requests: Request[] = [];
  private readonly reports: Report[] = [];

  constructor(runs: readonly Run[], isDelivered: (report: Report) => boolean) {
    for (const run of runs) this.read(run, isDelivered);
  }

  /** A cumulative report tells also what the reports before it would have told, had they arrived. */
  private read({ sender, reports }: Run, isDelivered: (report: Report) => boolean): void {
    let untold: Report[] = [];
    for (const report of reports) {
      untold = sender.cumulative ? [...untold, report] : [report];
      if (!isDelivered(report)) continue;
      this.reports.push(report);
      for (const { added } of untold)
        for (const [place, durations] of added)
          for (const durationMs of durations)
            this.requests.push({
              sender,
              place,
              minuteMs: minuteOf(report),
              isError: isError(place.status),
              durationMs,
            });
      untold = [];
    }
  }

  /** Of the last `minutes` minute buckets up to `nowMs`, the filling one included. */
  window(nowMs: number, minutes: number) {
    const lastMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    const isIn = (minuteMs: number) => minuteMs > lastMs - minutes * MINUTE_MS && minuteMs <= lastMs;
    const requests = this.requests.filter(({ minuteMs }) => isIn(minuteMs));
    return {
      requests,
      n: requests.length,
      errors: requests.filter((request) => request.isError).length,
      sources: servicesOf(this.reports.filter((report) => isIn(minuteOf(report)))),
    };
  }

  /** Of the minutes from `fromMs` on and before `toMs`; `sources` have reported in them, if only nothing. */
  between(fromMs: number, toMs: number): { requests: Request[]; sources: string[] } {
    const isIn = (minuteMs: number) => minuteMs >= fromMs && minuteMs < toMs;
    return {
      requests: this.requests.filter(({ minuteMs }) => isIn(minuteMs)),
      sources: servicesOf(this.reports.filter((report) => isIn(minuteOf(report)))),
    };
  }

  get services(): string[] {
    return servicesOf(this.reports);
  }

  /** When a service reported last; null: never. */
  newestMs(service?: string): number | null {
    const times = this.reports
      .filter(({ run }) => service === undefined || run.sender.service === service)
      .map(({ atMs }) => atMs);
    return times.length === 0 ? null : Math.max(...times);
  }

  /** `hours` buckets that end with the hour of `nowMs`, and where a threshold was crossed. */
  trend(nowMs: number, hours: number): Pick<ErrorTrend, 'buckets' | 'crossings'> {
    const lastMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const buckets = Array.from({ length: hours }, (_, index) =>
      this.hour(lastMs - (hours - 1 - index) * HOUR_MS),
    );
    const crossings: ThresholdCrossing[] = [];
    const judged = buckets.filter(({ state }) => state !== 'no_traffic' && state !== 'unobserved');
    judged.forEach(({ start, state }, index) => {
      const before = judged[index - 1]?.state;
      if (before !== undefined && before !== state)
        crossings.push({ at: start, from: before, to: state } as ThresholdCrossing);
    });
    return { buckets, crossings };
  }

  /** Steps of `stepMs` that end with the one that holds `nowMs`: null where nobody reported. */
  steps(nowMs: number, stepMs: number, count: number): { start: string; n: number | null; errors: number }[] {
    const lastMs = Math.floor(nowMs / stepMs) * stepMs;
    return Array.from({ length: count }, (_, index) => {
      const startMs = lastMs - (count - 1 - index) * stepMs;
      const isIn = (minuteMs: number) => minuteMs >= startMs && minuteMs < startMs + stepMs;
      const isObserved = this.reports.some((report) => isIn(minuteOf(report)));
      const served = this.requests.filter(({ minuteMs }) => isIn(minuteMs));
      const errors = served.filter((request) => request.isError).length;
      return { start: new Date(startMs).toISOString(), n: isObserved ? served.length : null, errors };
    });
  }

  private hour(startMs: number): ErrorTrend['buckets'][number] {
    const isIn = (minuteMs: number) => minuteMs >= startMs && minuteMs < startMs + HOUR_MS;
    const isObserved = this.reports.some((report) => isIn(minuteOf(report)));
    const served = this.requests.filter(({ minuteMs }) => isIn(minuteMs));
    const [requests, errors] = [served.length, served.filter((request) => request.isError).length];
    return {
      start: new Date(startMs).toISOString(),
      requests,
      errors,
      error_rate: requests === 0 ? null : errors / requests,
      state: stateOf(isObserved, requests, errors),
      too_few: requests > 0 && isTooFew(requests, errors),
    };
  }
}

function stateOf(isObserved: boolean, requests: number, errors: number): HourState {
  if (!isObserved) return 'unobserved';
  if (requests === 0) return 'no_traffic';
  const rate = requests < 20 || errors < 3 ? 0 : errors / requests;
  return rate > CRITICAL ? 'critical' : rate > WARNING ? 'warning' : 'ok';
}

/** Under 20 requests there is no verdict; under 3 errors none that is bad. */
export const isTooFew = (requests: number, errors: number): boolean =>
  requests < 20 || (errors < 3 && errors / requests > WARNING);

/** The exact p95 by nearest rank, and between which borders of buckets it must lie for whoever has only the buckets. */
export function p95Of(requests: readonly Request[]): { exact: number; low: number; high: number } | null {
  if (requests.length === 0) return null;
  const rank = Math.ceil((95 * requests.length) / 100);
  const scales = requests.flatMap(({ sender }) => sender.scale ?? []);
  const coarsest = Math.min(6, ...scales);
  const edges = requests.map(({ sender, durationMs }) =>
    edgesOf(durationMs, sender.scale === null ? null : coarsest),
  );
  const nth = (values: number[]) => values.toSorted((a, b) => a - b)[rank - 1]!;
  return {
    exact: nth(requests.map(({ durationMs }) => durationMs)),
    low: nth(edges.map(([low]) => low)),
    high: nth(edges.map(([, high]) => high)),
  };
}

function edgesOf(durationMs: number, scale: number | null): [low: number, high: number] {
  if (scale !== null) {
    const index = exponentialIndex(durationMs / 1000, scale);
    return [2 ** (index / 2 ** scale) * 1000, 2 ** ((index + 1) / 2 ** scale) * 1000];
  }
  const bounds = [0, ...BOUNDS_SECONDS.map((bound) => bound * 1000), Infinity];
  const above = bounds.findIndex((bound) => durationMs <= bound);
  return [bounds[above - 1]!, bounds[above]!];
}

/** What is exported at exactly 10:05:00.000 happened in 10:04. */
const minuteOf = ({ atMs }: Report): number => Math.floor((atMs - 1) / MINUTE_MS) * MINUTE_MS;

const servicesOf = (reports: readonly Report[]): string[] =>
  [...new Set(reports.map(({ run }) => run.sender.service))].toSorted();
