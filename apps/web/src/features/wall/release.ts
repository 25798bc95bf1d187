import { useEffect } from 'react';
import { api } from '../../lib/api';

const LOOK_EVERY_MS = 60_000;
const ENTRY = /<script[^>]*type="module"[^>]*src="([^"]+)"/;

/** The script that a page is started with; its name changes with every release. Null: this is no page of ours. */
export const entryOf = (html: string): string | null => ENTRY.exec(html)?.[1] ?? null;

/** True when another release than the running one is served. What is no page of ours tells nothing. */
export const isNewRelease = (running: string | null, html: string): boolean => {
  const served = entryOf(html);
  return running !== null && served !== null && served !== running;
};

const runningEntry = (): string | null =>
  document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;

/** Reloads the page once a new release is served: nobody stands before a wall to do it. */
export function useReloadOnRelease(reload: () => void = () => window.location.reload()): void {
  useEffect(() => {
    const running = runningEntry();
    const look = async () => {
      const html = await api.page(window.location.pathname).catch(() => null);
      if (html !== null && isNewRelease(running, html)) reload();
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
}
