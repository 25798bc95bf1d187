import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { ALL_FIGURES } from '../../lib/figure-keys';
import { refreshPace, useRefreshPace } from '../../lib/refresh-pace';

/** Asks for every figure on the page, at once. */
export function useRefreshNow(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: ALL_FIGURES }), [client]);
}

/** Whoever goes on after a pause wants to see the present, not what comes with the next turn. */
export function useRefreshOnResume(): void {
  const refresh = useRefreshNow();
  useRefreshPace();
  const { isHeld } = refreshPace;
  const wasHeld = useRef(isHeld);
  useEffect(() => {
    if (wasHeld.current && !isHeld) refresh();
    wasHeld.current = isHeld;
  }, [isHeld, refresh]);
}
