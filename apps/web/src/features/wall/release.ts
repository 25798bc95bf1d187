import { useEffect, useRef } from 'react';
import { reloadIfNew } from '../../lib/release';

const LOOK_EVERY_MS = 60_000;

/**
 * Reloads the page once a new release is served: nobody stands before a wall to do it. It is looked for now and then,
 * and when a server that was away is back: that is when it is another one.
 */
export function useReloadOnRelease(isAway: boolean): void {
  const wasAway = useRef(isAway);
  useEffect(() => {
    if (wasAway.current && !isAway) void reloadIfNew();
    wasAway.current = isAway;
  }, [isAway]);
  useEffect(() => {
    const timer = setInterval(() => void reloadIfNew(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}
