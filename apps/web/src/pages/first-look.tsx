import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { newsQuery } from '../features/events/news.query';
import { isFigureBut } from '../lib/figure-keys';
import { FirstLookContext } from '../lib/first-look';
import { whenIdle } from '../lib/later';
import css from './first-look.module.css';

/** Whoever waits longer sees what is there, and it moves once more. */
const AT_LATEST_MS = 2_000;

/**
 * Shows its children once the first figures are there, all at once: news and reasons stand above all others, and would
 * push them down under the eyes of whoever has begun to read. Charts come later; their room is kept.
 */
export function FirstLook({ children }: { children: ReactNode }) {
  const isShown = useSettled();
  return (
    <FirstLookContext value={isShown}>
      <div className={css.look} data-coming={!isShown || undefined}>
        {children}
      </div>
    </FirstLookContext>
  );
}

function useSettled(): boolean {
  const client = useQueryClient();
  const isSentToAPart = useLocation({ select: ({ hash }) => hash !== '' });
  // Whoever comes back to the page has them all; what is hidden cannot be gone to.
  const [isSettled, setSettled] = useState(
    () => isSentToAPart || (client.getQueryData(newsQuery().queryKey) !== undefined && areAllThere(client)),
  );
  useEffect(() => {
    if (isSettled) return undefined;
    const settle = () => setSettled(true);
    const look = () => areAllThere(client) && settle();
    const forget = client.getQueryCache().subscribe(look);
    const timer = setTimeout(() => whenIdle(settle), AT_LATEST_MS);
    look();
    return () => {
      forget();
      clearTimeout(timer);
    };
  }, [client, isSettled]);
  return isSettled;
}

const areAllThere = (client: QueryClient): boolean => client.isFetching({ predicate: isAwaited }) === 0;

const isOfNow = isFigureBut('history');

const isAwaited = (query: Query): boolean => isOfNow(query) && query.state.data === undefined;
