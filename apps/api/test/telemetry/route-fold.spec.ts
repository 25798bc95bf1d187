import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addPacked } from '../../src/core/routes/route-pack';
import { RouteTally } from '../../src/core/routes/route-tally';
import { hourOf } from '../../src/core/time';
import { RouteFolder } from '../../src/features/telemetry/route.folder';
import { anyReplayOf, toldMinutes } from './told-minutes';
import type { PointOptions } from './otlp-payload';

const { room, base, empty: emptyMinutes, send, fold, replay, requests, cumulative } = toldMinutes();

const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  room.database.dataSource.query(sql, values);
const at = (route: string | null, method = 'GET') => ({
  attributes: { 'http.request.method': method, ...(route === null ? {} : { 'http.route': route }) },
});
const empty = async () => {
  await emptyMinutes();
  for (const table of ['instance_route_minutes', 'route_minutes', 'route_hours', 'route_minute_marks'])
    await query(`DELETE FROM ${table}`);
};
beforeEach(empty);
const tables = async () => [
  await query('SELECT * FROM route_minutes ORDER BY 1, 2'),
  await query('SELECT * FROM route_hours ORDER BY 1, 2'),
];
/** By service, route, method and status, all hours together. */
const byPlace = async () => {
  const rows = await query<{ service: string; routes: Buffer }>(
    'SELECT service, routes FROM route_hours ORDER BY 1, hour',
  );
  const tallies = new Map<string, RouteTally>();
  for (const { service, routes } of rows) {
    tallies.set(service, tallies.get(service) ?? new RouteTally());
    addPacked(tallies.get(service)!, routes);
  }
  return [...tallies].flatMap(([service, tally]) =>
    tally
      .counts()
      .map(({ route, method, status, requests, errors, distribution }) =>
        [service, method, route, status, requests, errors, distribution.count].join(' '),
      ),
  );
};

describe('routes', () => {
  it('are counted by template, method and status, instances and streams together', async () => {
    await send(
      cumulative(1, 5, at('/rooms/:id')),
      cumulative(2, 12, at('/rooms/:id')),
      cumulative(2, 4, { ...at('/rooms/:id'), instance: 'two' }),
      cumulative(2, 3, { ...at('/rooms/:id'), status: 503 }),
      cumulative(2, 2, at('/messages', 'POST')),
      cumulative(2, 6, at(null)),
      cumulative(2, 1, { ...at('/a\u0007b', 'BREW'), service: 'mail', status: 404 }),
    );
    await fold();
    expect(await byPlace()).toEqual([
      'mail _OTHER other 404 1 0 1',
      'shop GET (no route) 200 6 0 6',
      'shop POST /messages 200 2 0 2',
      'shop GET /rooms/:id 200 16 0 16',
      'shop GET /rooms/:id 503 3 3 3',
    ]);
  });

  it('of a series from an earlier release are not known until it is told again', async () => {
    await send(cumulative(1, 5, at('/a')));
    await query('UPDATE metric_series SET route = NULL, method = NULL, status = NULL');
    await fold();
    expect([await byPlace(), await requests()]).toEqual([[], [[0, 5]]]);
  });

  it('beyond 200 of a service and hour are counted together, and said', async () => {
    const many = Array.from({ length: 205 }, (_, i) =>
      cumulative(1, 300 - i, at(`/${String(i).padStart(3, '0')}`)),
    );
    await send(...many, cumulative(1, 1, { ...at('/failing'), status: 500 }));
    await fold();
    const places = await byPlace();
    expect([places.length, places.at(0), places.at(-2), places.at(-1)]).toEqual([
      201,
      'shop GET /000 200 300 0 300',
      'shop GET /failing 500 1 1 1',
      `shop GET other 200 ${[...Array(6).keys()].reduce((sum, i) => sum + 300 - 199 - i, 0)} 0 ${[...Array(6).keys()].reduce((sum, i) => sum + 300 - 199 - i, 0)}`,
    ]);
  });
});

describe('any order, any split, any replay', () => {
  const story: PointOptions[] = [
    cumulative(1, 5, at('/a')),
    cumulative(2, 12, at('/a')),
    cumulative(3, 30, { ...at('/a'), status: 500 }),
    cumulative(3, 3, { ...at('/b'), startMs: base + 130_000 }),
    cumulative(5, 9, { ...at('/b'), startMs: base + 130_000 }),
    cumulative(2, 4, { ...at('/a'), instance: 'two' }),
    cumulative(-70, 4, { ...at('/a'), instance: 'two', startMs: base - 4_300_000 }),
    { atMs: base + 90_000, counts: [1, 2, 3, 0, 0], instance: 'delta', ...at('/a') },
    { atMs: base + 120_000, counts: [0, 2, 0, 1, 0], instance: 'delta', ...at('/a') },
    { atMs: base + 120_000, counts: [0, 0, 0, 1, 0], instance: 'delta', status: 404, ...at(null) },
  ];

  it('gives the same rows, which add up to the requests of the minutes', async () => {
    await send(...story);
    await fold();
    const expected = await tables();
    expect(expected[1]!.length).toBeGreaterThan(1);
    const counted = (await byPlace()).reduce((sum, line) => sum + Number(line.split(' ').at(-3)), 0);
    expect(counted).toBe((await requests()).reduce((sum, [, count]) => sum + count, 0));

    await fc.assert(
      fc.asyncProperty(anyReplayOf(story), async (replayed) => {
        await empty();
        await replay(replayed);
        await Promise.all([fold(), fold(), fold()]);
        await fold();
        expect(await tables()).toEqual(expected);
      }),
      { numRuns: 4 },
    );
  });

  it('never folds an hour again that has lost minutes to retention', async () => {
    await send(...story);
    await fold();
    const expected = await tables();
    await query(`INSERT INTO retention_floors VALUES ('route_minutes', $1)`, [
      new Date(hourOf(base) + 3_600_000),
    ]);
    await query('TRUNCATE route_minutes, instance_route_minutes');
    await send(cumulative(4, 40, at('/a')));
    await fold();
    await query('TRUNCATE retention_floors');
    const late = (await query<{ hour: Date }>('SELECT hour FROM route_hours')).map(({ hour }) =>
      hour.getTime(),
    );
    expect(late).toContain(hourOf(base));
    expect((await tables())[1]![0]).toEqual(expected[1]![0]);
  });

  it('leaves out a row that cannot be read, and folds all others', async () => {
    await send(cumulative(1, 5, at('/a')), cumulative(1, 4, { ...at('/a'), service: 'mail' }));
    await fold();
    await query(`UPDATE instance_route_minutes SET routes = '\\x00' WHERE service = 'shop'`);
    await query('INSERT INTO route_minute_marks (minute) SELECT minute FROM instance_route_minutes');
    const folder = room.app.get(RouteFolder);
    await room.database.dataSource.transaction((manager) => folder.fold(manager));
    expect(await byPlace()).toEqual(['mail GET /a 200 4 0 4']);
  });
});
