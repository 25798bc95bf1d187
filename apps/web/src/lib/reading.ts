import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ApiError, asApiError } from './api-error';
import { usePresence } from './presence';
import { serverClock } from './server-clock';

/** What the page holds of one source: the last answer, when it was true, and what went wrong since. */
export interface Reading<T> {
  data: T | undefined;
  /** Server time in ms; null before the first answer. */
  asOfMs: number | null;
  failure: ApiError | null;
}

/**
 * A query as a reading. A source that never answered keeps its last failure while it is asked again; while the server
 * as a whole does not answer, no reading is of the present, whatever its own source last said.
 */
export function useReading<T>(query: UseQueryResult<T>): Reading<T> {
  const [lastFailure, setLastFailure] = useState<ApiError | null>(null);
  if (query.error !== null && query.error !== lastFailure) setLastFailure(asApiError(query.error));
  const { outage } = usePresence();
  const current = query.error === null ? null : asApiError(query.error);
  return {
    data: query.data,
    asOfMs: query.data === undefined ? null : asOfMs(query.data, query.dataUpdatedAt),
    failure: current ?? (query.data === undefined ? (lastFailure ?? outage) : outage),
  };
}

/** Where an answer does not tell its own time, the time of its arrival stands for it. */
function asOfMs(data: unknown, updatedAtMs: number): number {
  const own =
    typeof data === 'object' && data !== null && 'as_of' in data ? Date.parse(String(data.as_of)) : NaN;
  return Number.isNaN(own) ? serverClock.at(updatedAtMs) : own;
}
