import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedDistribution } from '../latency/bytes';
import { Distribution } from '../latency/distribution';
import { addPacked, packRoutes } from './route-pack';
import { placeOf } from './route-place';
import { RouteTally } from './route-tally';

const durations = (...values: number[]) => {
  const distribution = new Distribution();
  for (const value of values) distribution.record(value);
  return distribution;
};
const place = (route: string, status: number | null = 200, method = 'GET') => ({ route, method, status });
const packed = (...told: [ReturnType<typeof place>, number[], errors?: number][]) => {
  const tally = new RouteTally();
  for (const [where, values, errors = 0] of told)
    tally.add({ ...where, requests: values.length, errors }, durations(...values));
  return tally;
};
const seen = (tally: RouteTally) =>
  tally
    .counts()
    .map(({ route, status, requests, errors, distribution }) => [
      route,
      status,
      requests,
      errors,
      distribution.count,
    ]);

describe('a place', () => {
  it.each<[string, unknown, string]>([
    ['a template', '/rooms/:id', '/rooms/:id'],
    ['none', undefined, '(no route)'],
    ['an empty one', '', '(no route)'],
    ['a number', 7, '(no route)'],
    ['a line break', '/a\n/b', 'other'],
    ['a right-to-left mark', '/a\u202eb', 'other'],
    ['a long one', `/${'x'.repeat(400)}`, `/${'x'.repeat(199)}`],
    ['signs of two halves', `/${'𝔞'.repeat(300)}`, `/${'𝔞'.repeat(99)}`],
  ])('of %s', (_name, told, route) => expect(placeOf(told, 'GET', 200).route).toBe(route));

  it.each<[unknown, unknown, string, number | null]>([
    ['GET', '200', 'GET', 200],
    ['get', 99, '_OTHER', null],
    [undefined, 600, '_OTHER', null],
    ['BREW', 4.5, '_OTHER', null],
    ['PATCH', undefined, 'PATCH', null],
    ['TRACE', true, 'TRACE', null],
    ['PUT', 100, 'PUT', 100],
    ['PUT', 599, 'PUT', 599],
    ['PUT', 599.5, 'PUT', null],
    ['PUT', '', 'PUT', null],
    [7, 200, '_OTHER', 200],
  ])('of %s and %s', (method, status, expectedMethod, expectedStatus) =>
    expect(placeOf('/', method, status)).toEqual({
      route: '/',
      method: expectedMethod,
      status: expectedStatus,
    }),
  );
});

describe('a tally', () => {
  it('keeps routes, methods and statuses apart', () => {
    const tally = packed(
      [place('/a'), [1, 2]],
      [place('/a', 500), [3], 1],
      [place('/a'), [4]],
      [place('/b', null), [5], 1],
    );
    expect(seen(tally)).toEqual([
      ['/a', 200, 3, 0, 3],
      ['/a', 500, 1, 1, 1],
      ['/b', null, 1, 1, 1],
    ]);
  });

  it('keeps those with most errors, then with most requests, and counts the rest as other', () => {
    const tally = packed(
      [place('/busy'), [1, 2, 3]],
      [place('/failing', 500), [4], 1],
      [place('/quiet'), [5]],
      [place('/rare', 404), [6]],
    );
    const limited = tally.limited(2);
    expect(seen(limited)).toEqual([
      ['/busy', 200, 3, 0, 3],
      ['/failing', 500, 1, 1, 1],
      ['other', 200, 1, 0, 1],
      ['other', 404, 1, 0, 1],
    ]);
    expect([limited.grouped, tally.limited(4).grouped]).toEqual([2, 0]);
  });
});

describe('a tally of more routes than are kept', () => {
  const names = (tally: RouteTally) => [...new Set(tally.counts().map(({ route }) => route))];

  it('is itself where there are no more', () => {
    const tally = packed([place('/a'), [1]], [place('/b'), [2]]);
    expect(tally.limited(2)).toBe(tally);
  });

  it('adds up errors and requests of a route over its statuses before it chooses', () => {
    const tally = packed(
      [place('/two', 500), [1], 1],
      [place('/two', 503), [2], 1],
      [place('/one', 500), [3], 1],
      [place('/three'), [4, 5]],
      [place('/three', 404), [6, 7]],
      [place('/many'), [8, 9, 10]],
    );
    expect(names(tally.limited(1))).toEqual(['/two', 'other']);
    expect(names(tally.limited(2))).toEqual(['/one', '/two', 'other']);
    expect(names(tally.limited(3))).toEqual(['/one', '/three', '/two', 'other']);
  });

  it('keeps, of equal ones, the first by name, whatever came first', () => {
    const [a, b, c] = (['/a', '/b', '/c'] as const).map((route): [ReturnType<typeof place>, number[]] => [
      place(route),
      [1],
    ]);
    for (const order of [
      [a!, b!, c!],
      [c!, b!, a!],
      [b!, c!, a!],
    ])
      expect(names(packed(...order).limited(2))).toEqual(['/a', '/b', 'other']);
  });

  it('does not count those that were counted together already as a route of their own', () => {
    const tally = packed([place('other'), [1, 2, 3]], [place('/a'), [4]]);
    expect(tally.limited(1)).toBe(tally);
    const more = packed([place('other'), [1, 2, 3]], [place('/a'), [4, 5]], [place('/b'), [6]]).limited(1);
    expect(seen(more)).toEqual([
      ['/a', 200, 2, 0, 2],
      ['other', 200, 4, 0, 4],
    ]);
    expect(more.grouped).toBe(1);
  });

  it('counts on from what was counted together and could not be read before', () => {
    const tally = packed([place('/a'), [1, 2]], [place('/b'), [3]]);
    [tally.grouped, tally.unreadable] = [7, 3];
    const limited = tally.limited(1);
    expect([limited.grouped, limited.unreadable]).toEqual([8, 3]);
  });

  it('leaves out a place without a request', () => {
    const tally = new RouteTally();
    tally.add({ ...place('/a'), requests: 0, errors: 0 }, durations());
    expect(tally.counts()).toEqual([]);
  });
});

describe('packed', () => {
  it.each([
    [2, 5, 5],
    [5, 2, 5],
    [0, 0, 0],
  ])('knows, of %i and %i counted together, that there are %i at least', (first, second, most) => {
    const joined = new RouteTally();
    for (const grouped of [first, second]) {
      const part = packed([place('/a'), [1]]);
      part.grouped = grouped;
      addPacked(joined, packRoutes(part));
    }
    expect(joined.grouped).toBe(most);
  });

  const told = fc.record({
    route: fc.constantFrom('/a', '/b/:id', 'ü "q" 𝔞', '(no route)'),
    method: fc.constantFrom('GET', 'POST'),
    status: fc.constantFrom(200, 404, 503, null),
    values: fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 5 }),
  });

  it('is the same in any order and any grouping', () => {
    fc.assert(
      fc.property(
        fc.array(told, { maxLength: 20 }),
        fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }),
        (all, parts) => {
          const add = (tally: RouteTally, { values, ...where }: (typeof all)[number]) =>
            tally.add(
              { ...where, requests: values.length, errors: where.status === 503 ? values.length : 0 },
              durations(...values),
            );
          const whole = new RouteTally();
          for (const each of all) add(whole, each);
          const groups = [0, 1, 2, 3].map(() => new RouteTally());
          for (const [i, each] of all.entries()) add(groups[parts[i] ?? 0]!, each);
          const joined = new RouteTally();
          for (const group of groups.toReversed()) addPacked(joined, packRoutes(group));
          expect(packRoutes(joined)).toEqual(packRoutes(whole));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells damage of its contents, and leaves damaged durations out', () => {
    const bytes = packRoutes(packed([place('/a'), [1, 2]]));
    for (const at of [0, 2, 8, 14]) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1;
      expect(() => addPacked(new RouteTally(), damaged)).toThrow(DamagedDistribution);
    }
    expect(() => addPacked(new RouteTally(), bytes.subarray(0, 9))).toThrow(DamagedDistribution);
    const tally = new RouteTally();
    const damaged = Buffer.from(bytes);
    damaged[bytes.length - 2]! ^= 1;
    addPacked(tally, damaged);
    expect([seen(tally), tally.unreadable]).toEqual([[['/a', 200, 2, 0, 0]], 1]);
  });
});
