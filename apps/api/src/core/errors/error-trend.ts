import type { ErrorBucket, ErrorTrend } from '@watchroom/contracts';
import { HOUR_MS } from '../time';
import { crossings, type ErrorRateThresholds, hourState, isTooFew } from './hour-state';

/** Starts of the `hours` UTC hours that end with the one in which `now` lies, oldest first. */
export function hoursUpTo(now: Date, hours: number): Date[] {
  const current = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return Array.from({ length: hours }, (_, index) => new Date(current - (hours - 1 - index) * HOUR_MS));
}

/** One bucket for each start, also where nothing was counted; rates are fractions. */
export function errorTrendOf(
  starts: readonly Date[],
  counts: readonly { start: Date; requests: number; errors: number }[],
  thresholds: ErrorRateThresholds,
): Omit<ErrorTrend, 'sources' | 'evidence' | 'as_of'> {
  const counted = new Map(counts.map((hour) => [hour.start.getTime(), hour]));
  const buckets = starts.map((start): ErrorBucket => {
    const hour = counted.get(start.getTime()) ?? null;
    const { requests, errors } = hour ?? { requests: 0, errors: 0 };
    const rate = requests === 0 ? null : errors / requests;
    return {
      start: start.toISOString(),
      requests,
      errors,
      error_rate: rate,
      state: hourState(hour, thresholds),
      too_few: requests > 0 && isTooFew({ requests, errors }, thresholds),
    };
  });
  return {
    bucket_seconds: HOUR_MS / 1000,
    warning_threshold: thresholds.warning,
    critical_threshold: thresholds.critical,
    buckets,
    crossings: crossings(buckets),
  };
}
