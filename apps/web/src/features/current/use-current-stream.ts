import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useRefreshPace } from '../../lib/refresh-pace';
import { CURRENT_KEY } from './current-metrics.query';
import { StreamKeeper } from './stream-keeper';

/** A browser has six connections for one server: what nobody looks at for so long gives its own back. */
const HIDDEN_MS = 60_000;

/** Feeds the state of things now from the server's stream. True while it comes that way. */
export function useCurrentStream(): boolean {
  const client = useQueryClient();
  const { chosenMs, isPaused } = useRefreshPace();
  const isWanted = chosenMs !== null && !isPaused && typeof EventSource !== 'undefined';
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    const keeper = new StreamKeeper({
      open: () => new EventSource(routes.metricsStream),
      onCurrent: (current) => client.setQueryData<CurrentMetrics>(CURRENT_KEY, current),
      onLive: setIsLive,
      // Why it broke is told by an ordinary request: signed out, away, or nothing at all.
      onBroken: () => void client.invalidateQueries({ queryKey: CURRENT_KEY }),
    });
    const forget = whileLookedAt(keeper);
    return () => {
      forget();
      keeper.stop();
    };
  }, [client, isWanted]);
  return isLive && isWanted;
}

/** Starts and stops it as the page comes into view and goes out of it; a browser may keep a page that was left. */
function whileLookedAt(keeper: StreamKeeper): () => void {
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    clearTimeout(leaving);
    keeper.stop();
  };
  const look = () => {
    clearTimeout(leaving);
    if (document.visibilityState === 'hidden') leaving = setTimeout(() => keeper.stop(), HIDDEN_MS);
    else keeper.start();
  };
  look();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', look);
  return () => {
    clearTimeout(leaving);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', look);
  };
}
