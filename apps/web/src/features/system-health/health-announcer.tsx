import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TileState } from '../../lib/tile-state';
import { announcement, type HealthView, PRODUCT_ICON, tabIcon, tabTitle } from './system-health.state';

const PRODUCT = 'Watchroom';

const showIcon = (address: string): void =>
  document.querySelector('link[rel="icon"]')?.setAttribute('href', address);

/** Tells changes of system health to those who do not look at the page: by voice, and in the tab by title and icon. */
export function HealthAnnouncer({ state }: { state: TileState<HealthView> }) {
  const title = tabTitle(state);
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
  const icon = tabIcon(state);
  useEffect(() => {
    showIcon(icon);
    return () => showIcon(PRODUCT_ICON);
  }, [icon]);
  return (
    <VisuallyHidden component="output" aria-live="polite">
      {useChange(state)}
    </VisuallyHidden>
  );
}

/**
 * The last change, worded as it was when it happened: a text whose minutes move would be read out again and
 * again. The first state is no change; it is read with the page.
 */
function useChange(state: TileState<HealthView>): string {
  const [heard, setHeard] = useState<{ key: string; text: string } | null>(null);
  const current = announcement(state);
  if (current !== null && current.key !== heard?.key)
    setHeard({ key: current.key, text: heard === null ? '' : current.text });
  return heard?.text ?? '';
}
