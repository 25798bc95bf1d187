import { describe, expect, it } from '@jest/globals';
import type { RequestNumbers } from '@watchroom/contracts';
import { someNumbers } from '../../testing/requests';
import {
  countsText,
  formatPerSecond,
  notesOf,
  p95Note,
  p95Text,
  rateText,
  sortedRows,
  statusText,
  windowText,
} from './request-rows';
import { requestsSearch, routeSearch, windowIn, windowQuery } from './requests-search';

it.each([
  [null, '–'],
  [0, '0/s'],
  [1234.5, '1,235/s'],
  [2.34, '2.3/s'],
  [0.5, '30/min'],
  [1, '1/s'],
  [9.94, '9.9/s'],
  [10.4, '10/s'],
  [0.99, '59/min'],
  [1 / 60, '1/min'],
  [0.9 / 60, '54/h'],
  [1 / 3600, '1/h'],
  [1 / 86_400, '<0.1/h'],
  [1 / (168 * 3600), '<0.1/h'],
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
  [100, '100 interim answer'],
  [302, '302 redirected'],
  [400, '400 bad request'],
  [401, '401 not signed in'],
  [403, '403 not allowed'],
  [404, '404 not found'],
  [408, '408 request time-out'],
  [409, '409 conflict'],
  [413, '413 too large'],
  [418, '418 refused'],
  [422, '422 not valid'],
  [429, '429 too many requests'],
  [500, '500 internal error'],
  [501, '501 not implemented'],
  [502, '502 bad gateway'],
  [504, '504 gateway time-out'],
  [599, '599 server error'],
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
    ['rate', 'asc', 'bca'],
    ['errors', 'asc', 'abc'],
    ['p95', undefined, 'cab'],
    ['p95', 'asc', 'bac'],
  ] as const)('by %s %s are %s', (sort, order, names) =>
    expect(
      sortedRows(rows, (row) => row.name, sort, order)
        .map((row) => row.name)
        .join(''),
    ).toBe(names),
  );
});

it.each(['rate', 'errors', 'p95'] as const)('keep their order where %s is the same', (sort) => {
  const rows = ['c', 'a', 'b'].map((name) => Object.assign(someNumbers(), { name }));
  for (const order of ['asc', 'desc'] as const)
    expect(sortedRows(rows, (row) => row.name, sort, order)).toEqual(rows);
});

it.each<[Partial<RequestNumbers>, string, string, string]>([
  [{}, '1 %', '182 ms', '10 of 1,000'],
  [{ error_rate: null, p95: null, requests: 0, errors: 0 }, '–', '–', '0 of 0'],
  [{ error_rate: 0, p95: 0.01, errors: 0 }, '0 %', '<0.1 ms', '0 of 1,000'],
])('tells %j as %s, %s, %s', (more, rate, p95, counts) => {
  const numbers = someNumbers(more);
  expect([rateText(numbers), p95Text(numbers), countsText(numbers)]).toEqual([rate, p95, counts]);
});

it.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z', '11:00 to 12:00'],
  ['2026-11-22T10:00:00Z', '2026-11-23T11:00:00Z', '22 Nov, 11:00 to 12:00'],
])('tells %s to %s as "%s"', (from, to, text) =>
  expect(windowText(from, to, Date.parse('2026-11-23T12:00:00Z'))).toBe(text),
);

it('sorts what is not known behind the least that is, downwards, and names both ways', () => {
  const rows = [
    { name: 'b', ...someNumbers({ error_rate: null, p95: null }) },
    { name: 'a', ...someNumbers({ error_rate: 0, p95: 0 }) },
    { name: 'c', ...someNumbers({ error_rate: 0.5, p95: 90 }) },
  ];
  const sorted = (sort: 'errors' | 'p95' | 'name', order?: 'asc' | 'desc') =>
    sortedRows(rows, ({ name }) => name, sort, order).map(({ name }) => name);
  expect([sorted('errors'), sorted('p95')]).toEqual([
    ['c', 'a', 'b'],
    ['c', 'a', 'b'],
  ]);
  expect([sorted('errors', 'asc'), sorted('p95', 'asc')]).toEqual([
    ['b', 'a', 'c'],
    ['b', 'a', 'c'],
  ]);
  expect([sorted('name'), sorted('name', 'desc')]).toEqual([
    ['a', 'b', 'c'],
    ['c', 'b', 'a'],
  ]);
});

it('says what routes leave out', () => {
  expect(notesOf({ unattributed: { requests: 0, errors: 0 }, grouped_routes: 0 })).toEqual([]);
  expect(notesOf({ unattributed: { requests: 0, errors: 0 }, grouped_routes: 1 })).toEqual([
    '1 more route at least are counted together as “other”.',
  ]);
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

  const [from, to] = ['2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z'];
  it.each<[Record<string, unknown>, object]>([
    [{}, {}],
    [{ hours: 1 }, {}],
    [{ hours: 168 }, { hours: 168 }],
    [{ hours: '24' }, {}],
    [
      { from, to },
      { from, to },
    ],
    [{ from }, {}],
    [{ to }, {}],
    [{ from, to: 12 }, {}],
    [{ from: 'yesterday', to }, {}],
    [{ order: 'desc' }, { order: 'desc' }],
    [{ order: 'up' }, {}],
    [{ sort: 'name' }, { sort: 'name' }],
    [{ sort: 'rate' }, { sort: 'rate' }],
    [{ sort: 'errors' }, { sort: 'errors' }],
  ])('that says %j asks for %j', (search, asked) => expect(requestsSearch(search)).toEqual(asked));

  it.each([
    [{}, {}],
    [{ hours: 24, sort: 'p95', order: 'asc' } as const, { hours: 24 }],
    [{ from, to, sort: 'p95' } as const, { from, to }],
    [{ from }, {}],
    [{ to }, {}],
  ])('of %j leads on with %j', (search, led) => expect(windowIn(search)).toEqual(led));

  it.each([[{ route: 7, method: 'GET' }], [{ method: 'GET' }], [{ route: '/a', method: ['GET'] }]])(
    'names no route by %j',
    (search) => expect(routeSearch(search)).toEqual({}),
  );

  it('asks for its window', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(windowQuery({}, now)).toBe('');
    expect(windowQuery({ hours: 24 }, now)).toBe('?from=2026-11-22T12%3A01%3A00.000Z');
    expect(windowQuery({ from: 'a', to: 'b' }, now)).toBe('?from=a&to=b');
    expect(windowQuery({ from: 'a' }, now)).toBe('');
    expect(windowQuery({ to: 'b', hours: 168 }, now)).toBe('?from=2026-11-16T12%3A01%3A00.000Z');
  });
});
