import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { OpenTablesContext, tablesIn, turned } from '../lib/open-tables';

/** Opened tables are part of the address, so that a colleague who is sent it sees them, too. */
export function TablesOfAddress({ children }: { children: ReactNode }) {
  const { tables } = tablesIn(useSearch({ strict: false }));
  const navigate = useNavigate();
  const value = useMemo(
    () => ({
      ...(tables !== undefined && { tables }),
      turn: (place: string, isOpen: boolean) =>
        void navigate({
          to: '.',
          search: (old: object) => ({ ...old, tables: turned(tablesIn(old), place, isOpen) }),
          replace: true,
          resetScroll: false,
          hash: true,
          hashScrollIntoView: false,
        }),
    }),
    [tables, navigate],
  );
  return <OpenTablesContext value={value}>{children}</OpenTablesContext>;
}
