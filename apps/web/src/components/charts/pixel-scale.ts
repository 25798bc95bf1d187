import { useSyncExternalStore } from 'react';

const USUAL_ROOT_PX = 16;

/** The chart library counts in px, the page in rem: how many px of a usual screen one is worth on this one. */
export const usePixelScale = (): number => useSyncExternalStore(subscribe, scaleNow);

/** Asking for a style has the whole page laid out: once for all charts. Null: not known. */
let known: number | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    known = null; // a wall may have been fitted to its screen since this was drawn
    window.addEventListener('resize', forget);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('resize', forget);
    known = null;
  };
}

function forget(): void {
  known = null;
  for (const listener of listeners) listener();
}

const scaleNow = (): number => (known ??= measured());

function measured(): number {
  const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(rootPx) && rootPx > 0 ? rootPx / USUAL_ROOT_PX : 1;
}
