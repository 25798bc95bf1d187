import { CATEGORY_RANGES, type CategoryMetrics, type CategoryRange, routes } from '@watchroom/contracts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { REFETCH_MS } from '../../lib/cadence';
import { type Reading, useReading } from '../../lib/reading';
import { serverClock } from '../../lib/server-clock';

const HOUR_MS = 3_600_000;
const HOURS: Record<CategoryRange, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

export const RANGE_NAMES: Record<CategoryRange, string> = {
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
};

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
  const from = new Date(serverClock.at(Date.now()) - HOURS[range] * HOUR_MS).toISOString();
  return `${routes.categoryMetrics}/${encodeURIComponent(category)}?from=${encodeURIComponent(from)}`;
}
