import { useSyncExternalStore } from 'react';

const USUAL_ROOT_PX = 16;

/**
 * The chart library counts in px, the page in rem: how many px of a usual screen one is worth on this one. Looked at
 * again once it is drawn: a wall may have been fitted to its screen meanwhile.
 */
export const usePixelScale = (): number => useSyncExternalStore(onResize, scaleNow);

function onResize(update: () => void): () => void {
  window.addEventListener('resize', update);
  return () => window.removeEventListener('resize', update);
}

function scaleNow(): number {
  const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(rootPx) && rootPx > 0 ? rootPx / USUAL_ROOT_PX : 1;
}
