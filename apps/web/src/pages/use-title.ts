import { useEffect } from 'react';

/** The title of the tab while this page stands. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Watchroom`;
    return () => {
      document.title = 'Watchroom';
    };
  }, [name]);
}
