import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/**
 * Changes the address where the reader stands: nothing scrolls, the part of the page that it names stays the same, and
 * the way back leads to the page before. `undefined` takes something out of it.
 */
export function useWriteSearch(): (change: object) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      void navigate({
        to: '.',
        search: (old: object) => ({ ...old, ...change }),
        replace: true,
        resetScroll: false,
        hash: true,
        hashScrollIntoView: false,
      }),
    [navigate],
  );
}
