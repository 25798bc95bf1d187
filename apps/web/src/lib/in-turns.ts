import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useIsShown } from './first-look';

const waiting = new Set<() => void>();

/** Each gets a task of its own, so that whoever presses a key in between is heard. */
function inTurn(work: () => void): () => void {
  if (waiting.size === 0) setTimeout(next);
  waiting.add(work);
  return () => waiting.delete(work);
}

function next(): void {
  const [work] = waiting;
  if (work === undefined) return;
  waiting.delete(work);
  if (waiting.size > 0) setTimeout(next);
  flushSync(work);
}

/**
 * A value as soon as it is this reader's turn: what is costly to draw and stands on the page many times is drawn one
 * after the other. Null before its first turn.
 */
export function useInTurn<T>(value: T | null): T | null {
  const [shown, setShown] = useState<T | null>(null);
  useEffect(() => inTurn(() => setShown(() => value)), [value]);
  return shown;
}

/** True from this part's turn on, which comes once the page is shown; from the start where it cannot wait. */
export function useTurn(canWait: boolean): boolean {
  const isShown = useIsShown();
  const [hasCome, setHasCome] = useState(!canWait);
  useEffect(() => (hasCome || !isShown ? undefined : inTurn(() => setHasCome(true))), [hasCome, isShown]);
  return hasCome;
}
