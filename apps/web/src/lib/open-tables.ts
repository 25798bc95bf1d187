import { createContext, use } from 'react';
import { placeOf } from './places';

/** What an address says of tables beside charts: names with commas between them. */
export interface TablesInAddress {
  tables?: string;
}

export const tablesIn = (search: object): TablesInAddress => {
  const { tables } = search as Record<string, unknown>;
  return typeof tables === 'string' && tables !== '' ? { tables } : {};
};

/** The same with one of them opened or closed; `undefined` leaves all out. */
export function turned({ tables }: TablesInAddress, place: string, isOpen: boolean): string | undefined {
  const others = (tables?.split(',') ?? []).filter((each) => each !== place);
  return (isOpen ? [...others, place] : others).join(',') || undefined;
}

interface OpenTables extends TablesInAddress {
  turn: (place: string, isOpen: boolean) => void;
}

/** Which tables are opened: kept by whoever knows the address. */
export const OpenTablesContext = createContext<OpenTables>({ turn: () => undefined });

/** Whether the table of this name is opened, and how to turn that. */
export function useOpenTable(name: string): [isOpen: boolean, turn: (isOpen: boolean) => void] {
  const { tables, turn } = use(OpenTablesContext);
  const place = placeOf(name);
  return [tables?.split(',').includes(place) === true, (isOpen) => turn(place, isOpen)];
}
