import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ServiceEvent } from '../../src/core/webhooks/service-event';
import { Replica } from '../../src/platform/replica';
import { placeKey } from '../../src/storage/service-events/service-event.repository';
import { ServiceEventSqlRepository } from '../../src/storage/service-events/service-event.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { anEvent, RECEIVED } from './some-events';

let database: TestDatabase;
let events: ServiceEventSqlRepository;
let elsewhere: ServiceEventSqlRepository;
beforeAll(async () => {
  database = await createTestDatabase();
  events = new ServiceEventSqlRepository(database.dataSource, new Replica('one'));
  elsewhere = new ServiceEventSqlRepository(database.dataSource, new Replica('two'));
});
afterAll(() => database.drop());
beforeEach(() =>
  database.dataSource.query('TRUNCATE service_events, service_event_marks, webhook_deliveries'),
);

const rows = (sql: string): Promise<unknown[]> => database.dataSource.query(sql);
const idsAndTimes = () => rows('SELECT service, id, at FROM service_events ORDER BY 1, 2, 3');
const marks = () => rows('SELECT DISTINCT service, place FROM service_event_marks ORDER BY 1, 2');
const later = new Date('2026-03-10T12:00:02.500Z'); // than the event's own time

it('keeps an event as it was told, in the order of time of its place', async () => {
  const left = anEvent('b', { kind: 'left', at: later, badEnd: 'MEDIA_FAILURE', quality: 'fair' });
  const joined = anEvent('a', {
    mark: { sessionId: '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10', category: 'Anxiety' },
  });
  const other = anEvent('c', { room: null, meeting: 'call_1', service: 'beyond_presence' });
  expect(await events.store([left, joined], RECEIVED)).toBe(2);
  expect(await events.store([other], RECEIVED)).toBe(1);
  const taken = await database.dataSource.transaction((manager) => events.takeMarked(10, manager));
  const kept = await events.ofPlaces(taken, database.dataSource.manager);
  expect([...kept]).toEqual(
    expect.arrayContaining([
      [placeKey({ service: 'livekit', place: 'room-one' }), [joined, left]],
      [placeKey({ service: 'beyond_presence', place: 'call_1' }), [other]],
    ]),
  );
  expect(await marks()).toEqual([]);
});

it('stores nothing of no place, and nothing at all without events', async () => {
  expect(await events.store([anEvent('a', { room: null, meeting: null })], RECEIVED)).toBe(0);
  expect(await events.store([], RECEIVED)).toBe(0);
  expect(await idsAndTimes()).toEqual([]);
  expect(await rows('SELECT accepted::int FROM webhook_deliveries')).toEqual([{ accepted: 1 }]);
});

it('marks the place of what is new, and of a repeat nothing', async () => {
  expect(await events.store([anEvent('a')], RECEIVED)).toBe(1);
  await database.dataSource.transaction((manager) => events.takeMarked(10, manager));
  expect(await elsewhere.store([anEvent('a')], RECEIVED)).toBe(0);
  expect(await marks()).toEqual([]);
});

it('takes the oldest marks first, all of a place together', async () => {
  await events.store([anEvent('a')], RECEIVED);
  await events.store([anEvent('b', { room: 'room-two' })], RECEIVED);
  await events.store([anEvent('c')], RECEIVED);
  const taken = await database.dataSource.transaction((manager) => events.takeMarked(1, manager));
  expect(taken).toEqual([{ service: 'livekit', place: 'room-one' }]);
  expect(await marks()).toEqual([{ service: 'livekit', place: 'room-two' }]);
});

it('knows a repeat by its id alone where the time may vary, over replicas and days', async () => {
  const told = (id: string, n: number) =>
    anEvent(id, { atVaries: true, at: new Date(RECEIVED.getTime() + n) });
  const replicas = Array.from(
    { length: 8 },
    (_, i) => new ServiceEventSqlRepository(database.dataSource, new Replica(`r${i}`)),
  );
  for (let id = 0; id < 12; id++) {
    const stored = await Promise.all(
      replicas.map((replica, n) => replica.store([told(`x${id}`, n)], RECEIVED)),
    );
    expect(stored.reduce((sum, each) => sum + each)).toBe(1);
  }
  expect(
    await events.store([told('x0', 86_400_000), told('x0', 1), told('y', 2), told('y', 3)], RECEIVED),
  ).toBe(1);
  expect(await idsAndTimes()).toHaveLength(13);
});

it('ends up with the same rows whatever order, company and number of deliveries', async () => {
  const told = Array.from({ length: 8 }, (_, i) =>
    anEvent(`e${i}`, {
      room: `room-${i % 3}`,
      at: new Date(RECEIVED.getTime() - 86_400_000 * (i % 2)),
      ...(i === 7 && { atVaries: true }),
    }),
  );
  await events.store(told, RECEIVED);
  const [all, places] = [await idsAndTimes(), await marks()];
  const one = fc.tuple(fc.constantFrom(...told), fc.boolean());
  const deliveries = fc.array(fc.array(one, { minLength: 1, maxLength: 4 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(deliveries, fc.shuffledSubarray(told, { minLength: 8 }), async (some, order) => {
      await rows('TRUNCATE service_events, service_event_marks, webhook_deliveries');
      const store = (each: ServiceEvent[], here: boolean) =>
        (here ? events : elsewhere).store(each, RECEIVED);
      const counts = await Promise.all([
        ...some.map((delivery) =>
          store(
            delivery.map(([event]) => event),
            delivery[0]![1],
          ),
        ),
        ...order.map((event, i) => store([event], i % 2 === 0)),
      ]);
      expect([await idsAndTimes(), await marks()]).toEqual([all, places]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(told.length);
    }),
    { numRuns: 25 },
  );
});

describe('deliveries', () => {
  const of = async (now: Date) => (await events.deliveries(now)).find(({ service }) => service === 'livekit');

  it('are counted by service over all replicas for 24 hours, the last one for ever', async () => {
    await events.store([anEvent('a'), anEvent('b')], RECEIVED);
    await elsewhere.store([anEvent('a')], later);
    await events.countAccepted('livekit', RECEIVED);
    expect(await events.deliveries(RECEIVED)).toEqual([
      { service: 'daily_co', lastReceivedAt: null, accepted: 0, refused: 0 },
      { service: 'livekit', lastReceivedAt: RECEIVED, accepted: 3, refused: 0 },
      { service: 'beyond_presence', lastReceivedAt: null, accepted: 0, refused: 0 },
    ]);
    expect(await of(new Date('2026-03-10T11:59:59Z'))).toMatchObject({ accepted: 0 }); // of a clock ahead
    expect(await of(new Date('2026-03-11T11:59:59Z'))).toMatchObject({ accepted: 3 });
    expect(await of(new Date('2026-03-11T12:00:00Z'))).toMatchObject({
      accepted: 0,
      lastReceivedAt: RECEIVED,
    });
  });

  it('know the newest one, in whatever order they are counted', async () => {
    for (const at of [RECEIVED, later]) await events.countAccepted('livekit', at);
    expect(later < RECEIVED).toBe(true);
    expect(await of(RECEIVED)).toMatchObject({ accepted: 2, lastReceivedAt: RECEIVED });
  });

  it('that are refused count soon, and are no sign that the vendor sends', async () => {
    for (let n = 0; n < 5; n++) events.countRefused('livekit', RECEIVED);
    const deadline = performance.now() + 5_000;
    let found = await of(RECEIVED);
    for (; found?.refused !== 5 && performance.now() < deadline; found = await of(RECEIVED));
    expect(found).toEqual({ service: 'livekit', lastReceivedAt: null, accepted: 0, refused: 5 });
  });
});

it('lets an event that the database refuses take no other with it', async () => {
  const broken = anEvent('broken', { mark: { sessionId: 'no uuid', category: null } });
  const results = await Promise.allSettled(
    [anEvent('a'), anEvent('b'), broken, anEvent('c')].map((each) => events.store([each], RECEIVED)),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await idsAndTimes()).toHaveLength(3);
  expect(await accepted()).toEqual([{ accepted: 3 }]);
});
const accepted = () => rows('SELECT sum(accepted)::int AS accepted FROM webhook_deliveries');

it('tries again what PostgreSQL gave up in favour of another transaction', async () => {
  const { dataSource } = database;
  await rows('TRUNCATE service_events, service_event_marks, webhook_deliveries');
  await rows(`CREATE FUNCTION once_given_up() RETURNS trigger AS $$ BEGIN
    IF nextval('givings') <= 2 THEN RAISE EXCEPTION USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql`);
  await rows('CREATE SEQUENCE givings');
  await rows(
    'CREATE TRIGGER given_up BEFORE INSERT ON service_event_marks FOR EACH ROW EXECUTE FUNCTION once_given_up()',
  );
  expect(await events.store([anEvent('a')], RECEIVED)).toBe(1);
  expect(await accepted()).toEqual([{ accepted: 1 }]);
  await dataSource.query('DROP TRIGGER given_up ON service_event_marks');
});
