import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ALL_FIGURES } from '../../lib/figure-keys';

/** After an outage every figure is asked for at once, instead of each at its own next turn. */
export function useCatchUp(isOut: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isOut) return undefined;
    return () => void client.invalidateQueries({ queryKey: ALL_FIGURES });
  }, [client, isOut]);
}
