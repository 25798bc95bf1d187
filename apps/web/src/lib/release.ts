import { api } from './api';

const ENTRY = /<script[^>]*type="module"[^>]*src="([^"]+)"/;
const REMEMBERED_AS = 'watchroom-release';
/** Replicas of two releases answer in turns during an update: what a reload did not bring is not asked for at once. */
const AGAIN_AFTER_MS = 10 * 60_000;

/** The script that a page is started with; its name changes with every release. Null: this is no page of ours. */
export const entryOf = (html: string): string | null => ENTRY.exec(html)?.[1] ?? null;

/** The entry of another release than the running one, when that is served. What is no page of ours tells nothing. */
export function newRelease(running: string | null, html: string): string | null {
  const served = entryOf(html);
  return running === null || served === running ? null : served;
}

/** Whether the page was not reloaded for this entry just before; notes that it is now. */
export function mayReload(
  memory: Pick<Storage, 'getItem' | 'setItem'>,
  entry: string,
  nowMs: number,
): boolean {
  const [before, at] = (memory.getItem(REMEMBERED_AS) ?? '').split(' ');
  if (before === entry && nowMs - Number(at) < AGAIN_AFTER_MS) return false;
  memory.setItem(REMEMBERED_AS, `${entry} ${nowMs}`);
  return true;
}

const runningEntry = (): string | null =>
  document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;

/** Reloads the page where another release is served than the one that runs. True: it is on its way. */
export async function reloadIfNew(): Promise<boolean> {
  const html = await api.page(window.location.pathname).catch(() => '');
  const entry = newRelease(runningEntry(), html);
  if (entry === null || !mayReload(sessionStorage, entry, Date.now())) return false;
  window.location.reload();
  return true;
}
