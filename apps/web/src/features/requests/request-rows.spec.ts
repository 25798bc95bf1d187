import { describe, expect, it } from '@jest/globals';
import { someNumbers } from '../../testing/requests';
import { formatPerSecond, notesOf, p95Note, sortedRows, statusText } from './request-rows';
import { requestsSearch, routeSearch, windowQuery } from './requests-search';

it.each([
  [null, '–'],
  [0, '0/s'],
  [1234.5, '1,235/s'],
  [2.34, '2.3/s'],
  [0.5, '30/min'],
  [1 / 3600, '1/h'],
])('%s a second is %s', (perSecond, text) => expect(formatPerSecond(perSecond)).toBe(text));

it.each([
  [{ p95: null }, 'not known'],
  [{ p95_too_few: true, n: 12 }, 'too few (n = 12)'],
  [{ relative_error: null }, 'or more'],
  [{ relative_error: 0.0055 }, '±0.6 %'],
])('of a p95 with %j says %s', (more, text) => expect(p95Note(someNumbers(more))).toBe(text));

it.each([
  [null, 'No response, or none told'],
  [503, '503 unavailable'],
  [507, '507 server error'],
  [204, '204 success'],
])('explains the status %s as %s', (status, text) =>
  expect(statusText({ status, requests: 1, errors: 0 })).toBe(text),
);

describe('rows', () => {
  const rows = [
    { name: 'b', ...someNumbers({ requests: 10, error_rate: 0.1, p95: null }) },
    { name: 'a', ...someNumbers({ requests: 30, error_rate: null, p95: 5 }) },
    { name: 'c', ...someNumbers({ requests: 20, error_rate: 0.2, p95: 9 }) },
  ];
  it.each([
    ['name', undefined, 'abc'],
    ['name', 'desc', 'cba'],
    ['rate', undefined, 'acb'],
    ['errors', undefined, 'cba'],
    ['errors', 'asc', 'abc'],
    ['p95', undefined, 'cab'],
  ] as const)('by %s %s are %s', (sort, order, names) =>
    expect(
      sortedRows(rows, (row) => row.name, sort, order)
        .map((row) => row.name)
        .join(''),
    ).toBe(names),
  );
});

it('says what routes leave out', () => {
  expect(notesOf({ unattributed: { requests: 0, errors: 0 }, grouped_routes: 0 })).toEqual([]);
  expect(notesOf({ unattributed: { requests: 1, errors: 0 }, grouped_routes: 6 })).toEqual([
    expect.stringMatching(/^The route of 1 request \(0 errors\) is not known/),
    '6 more routes at least are counted together as “other”.',
  ]);
});

describe('an address', () => {
  it('is read as far as it says something', () => {
    expect(requestsSearch({ hours: 24, sort: 'p95', order: 'asc', colour: 'red' })).toEqual({
      hours: 24,
      sort: 'p95',
      order: 'asc',
    });
    expect(requestsSearch({ hours: 7, sort: 'colour', from: 'x', to: '2026-11-23T12:00:00Z' })).toEqual({});
    expect(routeSearch({ route: '/a', method: 'GET' })).toEqual({ route: '/a', method: 'GET' });
    expect(routeSearch({ route: '/a' })).toEqual({});
  });

  it('asks for its window', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(windowQuery({}, now)).toBe('');
    expect(windowQuery({ hours: 24 }, now)).toBe('?from=2026-11-22T12%3A00%3A00.000Z');
    expect(windowQuery({ from: 'a', to: 'b' }, now)).toBe('?from=a&to=b');
  });
});
