import { type History, type HistoryMetric, routes, type SessionProvider } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { boundsOf, rangeKey, type ShownRange, stepOf } from '../../lib/range';
import { type Reading, useReading } from '../../lib/reading';
import { serverClock } from '../../lib/server-clock';
import { DAY_SECONDS, HOUR_SECONDS } from '../../lib/time-units';
import { hasFullHours } from './full-hours';

/** Steps of hours and days change little within half a minute. */
const SLOWER = 10;
const LATE_MS = 600_000;

/** What is asked for over time. `provider`: only the sessions that need it. */
export interface Asked {
  metric: HistoryMetric;
  provider?: SessionProvider;
}

/** Numbers over the same stretch of time, in the order asked for. `zone`: whose days the steps are, if they are days. */
export const historyQuery = (asked: readonly Asked[], range: ShownRange, zone: string) => {
  const step = stepOf(range, serverClock.now());
  const days = step === DAY_SECONDS ? zone : null;
  return queryOptions({
    queryKey: ['metrics', 'history', asked.map(nameOf).join(), rangeKey(range), days],
    queryFn: ({ signal }) =>
      Promise.all(asked.map((one) => api.get<History>(addressOf(one, range, zone), { signal }))),
    refetchInterval: isPast(range) ? false : REFETCH_MS * (step < HOUR_SECONDS ? 1 : SLOWER),
    placeholderData: keepPreviousData,
  });
};

/** What is over does not change; what is still counted comes within these minutes. */
const isPast = (range: ShownRange): boolean =>
  range.kind === 'between' && range.toMs < serverClock.now() - LATE_MS;

const nameOf = ({ metric, provider }: Asked): string =>
  provider === undefined ? metric : `${metric} ${provider}`;

function addressOf({ metric, provider }: Asked, range: ShownRange, zone: string): string {
  const nowMs = serverClock.now();
  const { fromMs, toMs } = boundsOf(range, nowMs);
  const step = stepOf(range, nowMs);
  const inZone = step === DAY_SECONDS && zone !== 'UTC' && hasFullHours(zone, fromMs, toMs);
  const query = new URLSearchParams({
    metric,
    ...(provider === undefined ? {} : { provider }),
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    step: String(step),
    ...(inZone ? { time_zone: zone } : {}),
  });
  return `${routes.history}?${query.toString()}`;
}

export interface HistoryReading extends Reading<History[]> {
  /** What is shown belongs to the range that was shown before. */
  isPrevious: boolean;
}

export function useHistory(asked: readonly Asked[], range: ShownRange, zone: string): HistoryReading {
  const query = useQuery(historyQuery(asked, range, zone));
  return { ...useReading(query), isPrevious: query.isPlaceholderData };
}
