import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, csvOf, fileName } from './csv';

const bodyOf = (...rows: Cell[][]) => csvOf({ columns: ['a'], rows }).slice('\uFEFFa\r\n'.length);

describe('csv', () => {
  it('begins with a byte order mark and the names of the columns', () =>
    expect(csvOf({ columns: ['hour', 'error rate, fraction'], rows: [['10:00', 0.25]] })).toBe(
      '\uFEFFhour,"error rate, fraction"\r\n10:00,0.25\r\n',
    ));

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+49', `"'+49"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['a=b', 'a=b'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded', '" padded"'],
    ['padded ', '"padded "'],
    ['two words', 'two words'],
    ['1 = 1', '1 = 1'],
    ['', ''],
  ])('text %j becomes %j', (text, cell) => expect(bodyOf([text])).toBe(`${cell}\r\n`));

  it('keeps numbers as numbers and leaves empty what is not known', () =>
    expect(bodyOf([-5, 0, 1e21, null, Number.NaN, Infinity])).toBe('-5,0,1e+21,,,\r\n'));
});

/** Reads RFC 4180 as it stands there. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const cells = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[=+\-@\t\r",\n a]{0,6}$/),
  fc.double(),
  fc.constant(null),
);

it('can be read back by any reader of RFC 4180, whatever the cells hold', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(cells, cells, cells), { minLength: 1 }), (rows) => {
      const text = csvOf({ columns: ['a', 'b', 'c'], rows });
      const back = read(text.slice(1)).slice(1);
      expect(back).toEqual(
        rows.map((row) =>
          row.map((cell) => {
            if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
            if (typeof cell === 'number') return String(cell);
            return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
          }),
        ),
      );
    }),
  ));

it('holds no text that a spreadsheet would run', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@\t\r].{0,5}$/)), { minLength: 1 }),
      (row) => {
        for (const cell of read(bodyOf(row)).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      },
    ),
  ));

it.each<[string, 'csv' | 'png', string]>([
  ['Daily.co: latency', 'png', 'watchroom-daily-co-latency-2026-11-03-0705.png'],
  ['Error rate over time', 'csv', 'watchroom-error-rate-over-time-2026-11-03-0705.csv'],
  ['“Error rate” (by hour)', 'csv', 'watchroom-error-rate-by-hour-2026-11-03-0705.csv'],
  ['GET /rooms/:id', 'csv', 'watchroom-get-rooms-id-2026-11-03-0705.csv'],
])('names the file of %s after what it holds and when', (title, extension, name) =>
  expect(fileName(title, new Date(2026, 10, 3, 7, 5), extension)).toBe(name),
);
