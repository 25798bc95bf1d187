import { CATEGORY_RANGES, type CategoryMetrics, type CategoryRange, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { lastSpan } from '../../lib/format';
import { type Reading, useReading } from '../../lib/reading';
import { serverClock } from '../../lib/server-clock';
import { HOUR_MS, HOUR_SECONDS } from '../../lib/time-units';

const HOURS: Record<CategoryRange, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** "last 7 days" */
export const rangeName = (range: CategoryRange): string => lastSpan(HOURS[range] * HOUR_SECONDS);

/** A range as an address names it; anything else is the last 24 hours. */
export const rangeIn = (text: unknown): CategoryRange =>
  CATEGORY_RANGES.find((range) => range === text) ?? '24h';

export const categoryQuery = (category: string, range: CategoryRange) =>
  queryOptions({
    queryKey: ['metrics', 'category', category, range],
    queryFn: ({ signal }) => api.get<CategoryMetrics>(addressOf(category, range), { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

export const useCategory = (category: string, range: CategoryRange): Reading<CategoryMetrics> =>
  useReading(useQuery(categoryQuery(category, range)));

function addressOf(category: string, range: CategoryRange): string {
  const from = new Date(serverClock.now() - HOURS[range] * HOUR_MS).toISOString();
  return `${routes.categoryMetrics}/${encodeURIComponent(category)}?from=${encodeURIComponent(from)}`;
}
