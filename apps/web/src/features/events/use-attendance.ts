import { useEffect, useRef } from 'react';
import { REFETCH_MS } from '../../lib/cadence';
import { serverClock } from '../../lib/server-clock';
import { NOBODY_YET, onSign } from './attendance';
import { useNews, useNoteSeen } from './news.query';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Watches for signs of a person: who was away is told what changed, who is here has seen it. */
export function useAttendance(): void {
  const { data, refetch, isFetching } = useNews();
  const { mutate: noteSeen } = useNoteSeen();
  const attendance = useRef(NOBODY_YET);
  const hasOpenNews = data === undefined || isFetching || data.lines.length > 0;
  // who comes and finds no news has seen all there is
  const asOf = data?.lines.length === 0 ? data.as_of : null;
  useEffect(() => {
    if (asOf !== null) noteSeen(asOf);
  }, [asOf, noteSeen]);
  useEffect(() => {
    const sign = () => {
      const nowMs = Date.now();
      const { attendance: after, next } = onSign(attendance.current, nowMs, hasOpenNews);
      attendance.current = after;
      if (next === 'look') void refetch();
      // what happened within the last refresh may not stand on the page yet
      if (next === 'note') noteSeen(new Date(serverClock.at(nowMs) - REFETCH_MS).toISOString());
    };
    const comeBack = () => document.visibilityState === 'visible' && sign();
    for (const name of SIGNS) window.addEventListener(name, sign, { passive: true });
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      for (const name of SIGNS) window.removeEventListener(name, sign);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [hasOpenNews, noteSeen, refetch]);
}
