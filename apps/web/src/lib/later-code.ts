import { reloadIfNew } from './release';

/** Never resolves: what waits for it stands as it is until the page is another one. */
const UNTIL_RELOADED = new Promise<never>(() => undefined);

/**
 * Code that comes when it is needed. Where a new release was started meanwhile its files are gone for a page of the
 * old one: that page is loaded again, once. Any other failure (the server is away) is for the caller to tell.
 */
export async function laterCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (await reloadIfNew()) return UNTIL_RELOADED;
    throw error;
  }
}
