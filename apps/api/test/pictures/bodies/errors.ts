import type { ErrorBucket, ErrorsInHour, ErrorTrend, ThresholdCrossing } from '@watchroom/contracts';
import { errorsIn, isSeen, minutesOf, requestsIn } from '../lived-days';
import { HOUR_MS, iso, NOW_MS } from '../moment';
import { evidence, PLATFORM } from './evidence';
import { routesOf } from './routes';

const JUDGED = ['ok', 'warning', 'critical'] as const;
type Judged = (typeof JUDGED)[number];

function bucket(startMs: number): ErrorBucket {
  const minutes = minutesOf(startMs, Math.min(startMs + HOUR_MS, NOW_MS)).filter(isSeen);
  const requests = minutes.reduce((total, minute) => total + requestsIn(minute), 0);
  const errors = minutes.reduce((total, minute) => total + errorsIn(minute), 0);
  const error_rate = requests === 0 ? null : errors / requests;
  const isUnseen = minutes.length < 10;
  return {
    start: iso(startMs),
    requests: isUnseen ? 0 : requests,
    errors: isUnseen ? 0 : errors,
    error_rate: isUnseen ? null : error_rate,
    state: isUnseen ? 'unobserved' : stateOf(error_rate ?? 0),
    too_few: false,
  };
}

const stateOf = (rate: number): Judged => (rate > 0.05 ? 'critical' : rate > 0.02 ? 'warning' : 'ok');

export function errorTrend(): ErrorTrend {
  const lastMs = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS;
  const buckets = Array.from({ length: 24 }, (_, index) => bucket(lastMs - (23 - index) * HOUR_MS));
  return {
    bucket_seconds: 3600,
    warning_threshold: 0.02,
    critical_threshold: 0.05,
    buckets,
    crossings: crossingsOf(buckets),
    sources: [PLATFORM],
    evidence: {
      error_rate: evidence(
        buckets.reduce((total, { requests }) => total + requests, 0),
        86_400,
      ),
    },
    as_of: iso(NOW_MS - 900),
  };
}

function crossingsOf(buckets: readonly ErrorBucket[]): ThresholdCrossing[] {
  const judged = buckets.flatMap(({ start, state }) =>
    JUDGED.includes(state as Judged) ? [{ at: start, state: state as Judged }] : [],
  );
  return judged.flatMap(({ at, state: to }, index) => {
    const from = judged[index - 1]?.state ?? to;
    return from === to ? [] : [{ at, from, to }];
  });
}

export function errorsInHour(start: string): ErrorsInHour {
  const { requests, errors, error_rate, state } = bucket(Date.parse(start));
  return {
    start,
    end: iso(Date.parse(start) + HOUR_MS),
    filling: false,
    requests,
    errors,
    error_rate,
    state,
    too_few: false,
    routes: routesOf(requests, errors, 3600),
    unattributed: { requests: 0, errors: 0 },
    grouped_routes: 0,
    as_of: iso(NOW_MS - 900),
  };
}
