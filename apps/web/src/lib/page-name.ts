import { useEffect } from 'react';
import { Store, useStore } from './store';

/** What the page that is open is called; null on the dashboard, whose name is that of the product. */
const pageName = new Store<string | null>(null);

export const usePageName = (): string | null => useStore(pageName);

/** The page is called so as long as it stands. */
export function useNamed(name: string): void {
  useEffect(() => {
    pageName.set(name);
    return () => pageName.set(null);
  }, [name]);
}
