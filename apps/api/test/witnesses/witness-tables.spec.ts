import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { VendorIncident } from '@watchroom/contracts';
import { Replica } from '../../src/platform/replica';
import { ServiceEventSqlRepository } from '../../src/storage/service-events/service-event.sql.repository';
import { ServiceQualitySqlRepository } from '../../src/storage/service-quality/service-quality.sql.repository';
import { VendorIncidentSqlRepository } from '../../src/storage/vendor-incidents/vendor-incident.sql.repository';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { anEvent } from '../webhooks/some-events';

const NOW = new Date('2026-03-10T12:00:00Z');
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const text = (minutes: number) => after(minutes).toISOString();

let database: TestDatabase;
let incidents: VendorIncidentSqlRepository;
let quality: ServiceQualitySqlRepository;
beforeAll(async () => {
  database = await createTestDatabase();
  incidents = new VendorIncidentSqlRepository(database.dataSource);
  quality = new ServiceQualitySqlRepository(database.dataSource);
});
afterAll(() => database.drop());
beforeEach(() =>
  database.dataSource.query('TRUNCATE vendor_incidents, service_quality_minutes, service_events'),
);

const anIncident = (more: Partial<VendorIncident> = {}): VendorIncident => ({
  id: 'one',
  kind: 'incident',
  title: 'Media servers',
  impact: 'major',
  status: 'investigating',
  started_at: text(-30),
  resolved_at: null,
  scheduled_for: null,
  scheduled_until: null,
  url: null,
  ...more,
});
const aMaintenance = (status: string, from: number | null, until: number | null): VendorIncident =>
  anIncident({
    kind: 'maintenance',
    status,
    started_at: null,
    scheduled_for: from === null ? null : text(from),
    scheduled_until: until === null ? null : text(until),
  });
const tell = (told: VendorIncident[], now = NOW) =>
  incidents.record('livekit', told, now, database.dataSource.manager);
const kept = () => incidents.of('livekit', new Date(0), 10);

describe('a maintenance', () => {
  it.each<[string, VendorIncident, boolean]>([
    ['within its time', aMaintenance('scheduled', -10, 10), true],
    ['from its first moment', aMaintenance('scheduled', 0, 10), true],
    ['not before it', aMaintenance('scheduled', 1, 10), false],
    ['not after it', aMaintenance('scheduled', -10, 0), false],
    ['without an end as long as its page tells it', aMaintenance('scheduled', -10, null), true],
    ['beyond its time, if its page says so', aMaintenance('in_progress', -10, -5), true],
    ['while it is checked', aMaintenance('verifying', null, null), true],
    ['not by an unknown time', aMaintenance('scheduled', null, null), false],
  ])('goes on %s', async (_when, told, goesOn) => {
    await tell([told]);
    expect(await incidents.ongoing(NOW)).toHaveLength(goesOn ? 1 : 0);
  });
});

describe('an incident', () => {
  it('that its page calls over, without saying since when, ended when that was seen first', async () => {
    await tell([anIncident()]);
    for (const minutes of [5, 6]) await tell([anIncident({ status: 'resolved' })], after(minutes));
    expect(await kept()).toMatchObject([{ resolved_at: text(5) }]);
    await tell([anIncident({ status: 'resolved', resolved_at: text(-1) })], after(7));
    expect(await kept()).toMatchObject([{ resolved_at: text(-1) }]);
  });

  it('keeps the first figure of how sessions were before it', async () => {
    await tell([anIncident(), anIncident({ id: 'two' })]);
    const { manager } = database.dataSource;
    await incidents.keepBefore('livekit', anIncident(), { bad: 1, n: 60 }, manager);
    await incidents.keepBefore('livekit', anIncident(), { bad: 50, n: 70 }, manager);
    const before = (await incidents.ongoing(NOW)).map(({ incident }) => [incident.id, incident.before]);
    expect(new Map(before as [string, unknown][])).toEqual(
      new Map<string, unknown>([
        ['one', { bad: 1, n: 60 }],
        ['two', null],
      ]),
    );
  });

  it('is forgotten once it is over, never while it goes on', async () => {
    await tell([anIncident({ status: 'resolved', resolved_at: text(-1) }), anIncident({ id: 'open' })]);
    expect(await incidents.forget(after(1), 10, database.dataSource.manager)).toBe(1);
    expect((await kept()).map(({ id }) => id)).toEqual(['open']);
  });
});

describe('how sessions were at a minute', () => {
  const keep = (minute: Date, bad: number) =>
    quality.keep(
      minute,
      ['livekit', 'daily_co'],
      new Map([['livekit', { bad, n: 60, newestAt: minute }]]),
      database.dataSource.manager,
    );

  it('stays as it was kept first, nobody having reported included', async () => {
    await keep(NOW, 3);
    await keep(NOW, 9);
    expect(await quality.keptAt('livekit', NOW)).toEqual({ bad: 3, n: 60 });
    expect(await quality.keptAt('daily_co', NOW)).toEqual({ bad: 0, n: 0 });
    expect(await quality.keptAt('beyond_presence', NOW)).toBeNull();
  });

  it('is the newest of the ten minutes before, and of no time after', async () => {
    await keep(after(-9), 1);
    await keep(after(-5), 2);
    await keep(after(1), 3);
    expect(await quality.keptAt('livekit', NOW)).toEqual({ bad: 2, n: 60 });
    expect(await quality.keptAt('livekit', after(-6))).toEqual({ bad: 1, n: 60 });
    expect([await quality.keptAt('livekit', after(-10)), await quality.keptAt('livekit', after(11))]).toEqual(
      [null, null],
    );
  });
});

it('counts endings of persons and of avatars, each once, and of no machine', async () => {
  const events = new ServiceEventSqlRepository(database.dataSource, new Replica('one'));
  const at = after(-5);
  await events.store(
    [
      anEvent('person', { kind: 'left', role: 'person', at }),
      anEvent('broken', { kind: 'aborted', role: 'person', at }),
      anEvent('untold', { kind: 'left', role: null, badEnd: 'MEDIA_FAILURE', at }),
      anEvent('avatar', { kind: 'left', role: 'avatar', at }),
      anEvent('machine', { kind: 'left', role: 'machine', badEnd: 'MEDIA_FAILURE', at }),
      anEvent('joined', { kind: 'joined', role: 'person', at }),
      anEvent('early', { kind: 'left', role: 'person', at: after(-15) }),
      anEvent('late', { kind: 'left', role: 'person', at: after(1) }),
    ],
    NOW,
  );
  const endings = await events.endings(after(-15), NOW);
  expect(
    new Map(endings.map(({ ofAvatars, n, broken, newestAt }) => [ofAvatars, { n, broken, newestAt }])),
  ).toEqual(
    new Map([
      [false, { n: 3, broken: 2, newestAt: at }],
      [true, { n: 1, broken: 0, newestAt: at }],
    ]),
  );
});
