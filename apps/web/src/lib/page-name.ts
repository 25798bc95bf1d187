import { useEffect, useSyncExternalStore } from 'react';

/** What the page that is open is called; null on the dashboard, whose name is that of the product. */
class PageName {
  private name: string | null = null;
  private readonly listeners = new Set<() => void>();

  readonly now = (): string | null => this.name;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  show(name: string | null): void {
    this.name = name;
    for (const listener of this.listeners) listener();
  }
}

const pageName = new PageName();

export const usePageName = (): string | null => useSyncExternalStore(pageName.subscribe, pageName.now);

/** The page is called so as long as it stands. */
export function useNamed(name: string): void {
  useEffect(() => {
    pageName.show(name);
    return () => pageName.show(null);
  }, [name]);
}
