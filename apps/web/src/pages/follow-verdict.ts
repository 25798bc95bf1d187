import type { CurrentMetrics } from '@watchroom/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isFigureBut } from '../lib/figure-keys';
import type { Reading } from '../lib/reading';

const AWAY = 'away';
/** A verdict that comes and goes makes no storm. */
const CALM_MS = 5_000;
/** All pages hear of it in the same moment; they need not all ask in the same moment. */
const SPREAD_MS = 1_000;

/**
 * Tiles ask at their own cadence, the verdict is asked for more often. When it changes, or when the server is back,
 * every other figure is asked for soon: a tile must not contradict the verdict above it for half a minute.
 */
export function useFollowVerdict({ data, failure }: Reading<CurrentMetrics>): void {
  const client = useQueryClient();
  const before = useRef<string | null>(null);
  const askedAt = useRef(-Infinity);
  const verdict = failure === null ? verdictOf(data) : AWAY;
  useEffect(() => {
    const hasChanged = before.current !== null && before.current !== verdict;
    before.current = verdict;
    if (!hasChanged || verdict === AWAY) return undefined;
    const waitMs = Math.max(askedAt.current + CALM_MS - Date.now(), Math.random() * SPREAD_MS);
    const timer = setTimeout(() => {
      askedAt.current = Date.now();
      void client.invalidateQueries({ predicate: isFigureBut('current') });
    }, waitMs);
    return () => clearTimeout(timer);
  }, [client, verdict]);
}

/**
 * Which inputs are not fine, how bad, and in which words, and what is concluded of each service; null before the first
 * answer. Numbers may waver.
 */
export const verdictOf = (
  current: Pick<CurrentMetrics, 'health_reasons' | 'service_verdicts'> | undefined,
): string | null =>
  current === undefined
    ? null
    : [
        ...current.health_reasons.map(({ input, state, value, detail }) =>
          [input, state, typeof value === 'string' ? value : '', detail.replaceAll(/[\d.,:]+/g, '')].join(
            ' ',
          ),
        ),
        ...Object.values(current.service_verdicts),
      ].join();
