import { useEffect, useState } from 'react';
import { serverClock } from './server-clock';

const TICK_MS = 1_000;

/** Server time in ms, moving once a second. */
export function useNow(): number {
  const [ownMs, setOwnMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setOwnMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return serverClock.at(ownMs);
}
