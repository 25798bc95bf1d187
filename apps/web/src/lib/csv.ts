/** A value of a table. Null: not known, an empty cell. */
export type Cell = string | number | null;

/** A table to take along; the first row names the columns, with their units. */
export interface Sheet {
  columns: string[];
  rows: Cell[][];
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** A spreadsheet would run it: https://owasp.org/www-community/attacks/CSV_Injection */
const RUNS = /^[=+\-@\t\r]/;

/** Spreadsheets take a file without it for one of the local code page: "Grüße" would come out broken. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A sheet as RFC 4180: CRLF, quotes doubled. Texts that a spreadsheet would run begin with an apostrophe and stand in
 * quotes; numbers stay numbers, also negative ones. Begins with a byte order mark, as UTF-8 is not told otherwise.
 */
export const csvOf = ({ columns, rows }: Sheet): string =>
  BYTE_ORDER_MARK + [columns, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (RUNS.test(cell)) return quoted(`'${cell}`);
  return NEEDS_QUOTES.test(cell) ? quoted(cell) : cell;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** "Error rate by hour" at 17:12 → "watchroom-error-rate-by-hour-2026-11-23-1712.csv", in the reader's own time. */
export function fileName(title: string, at: Date, extension: 'csv' | 'png'): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `watchroom-${words}-${day}-${two(at.getHours())}${two(at.getMinutes())}.${extension}`;
}
