import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExternalServiceKey, QualityLevel } from '@watchroom/contracts';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { each, HandSetClock, startVendors, type Vendors } from '../external-services/probing-room';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { openWitnessRoom, type WitnessRoom } from './witness-room';

const TABLES = `leases, external_service_states, external_service_probes, vendor_doors, vendor_pages, vendor_incidents,
  service_verdicts, verdict_changes, service_quality_minutes, vendor_certificates, sessions, service_events,
  service_event_marks, webhook_deliveries`;
let database: TestDatabase;
let vendors: Vendors;
let clock: HandSetClock;
let room: WitnessRoom;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(`TRUNCATE ${TABLES}`);
  vendors = await startVendors();
  clock = new HandSetClock();
  room = openWitnessRoom(database, vendors, clock, 'first');
  await room.leadership.renew();
});
afterEach(async () => {
  await Promise.allSettled(each(vendors).map((vendor) => vendor.close()));
});

const never = () => new AbortController().signal;

/** Half a minute later: everybody is asked, and the verdicts are concluded. */
async function hear(times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    clock.advance(30_000);
    await room.probes.run(never());
    if (n % 2 === 0) await room.statusPages.run(never());
    await room.sampler.tick();
    await room.evaluator.conclude();
  }
}

/** `n` open sessions that have just reported. */
async function report(
  n: number,
  level: QualityLevel,
  provider: ExternalServiceKey = 'livekit',
): Promise<void> {
  const at = clock.now();
  await room.sessions.merge(
    Array.from({ length: n }, () => ({
      sessionId: randomUUID(),
      category: 'Anxiety',
      provider,
      startTime: at,
      endTime: null,
      lastSeenAt: at,
      quality: { level, at },
    })),
  );
}

/** `n` participations in LiveKit that have just ended. */
async function end(n: number, role: 'person' | 'avatar', badEnd: string | null): Promise<void> {
  const at = clock.now();
  await room.events.store(
    Array.from({ length: n }, () => ({
      service: 'livekit' as const,
      id: randomUUID(),
      kind: 'left' as const,
      at,
      meeting: 'RM_one',
      room: 'room',
      mark: { sessionId: null, category: null },
      participant: randomUUID(),
      role,
      quality: null,
      badEnd,
    })),
    at,
  );
}

const verdicts = async () =>
  Object.fromEntries(Object.entries(await room.shown()).map(([key, { verdict }]) => [key, verdict]));

describe('three witnesses', () => {
  it('agree that all is fine', async () => {
    await report(30, 'good');
    await hear();
    expect(await verdicts()).toEqual({
      daily_co: 'agreed_fine',
      livekit: 'agreed_fine',
      beyond_presence: 'agreed_fine',
    });
    const { livekit } = await room.shown();
    expect(livekit).toMatchObject({
      verdict_since: clock.now().toISOString(),
      witnesses: {
        vendor_says: { state: 'fine', as_of: clock.now().toISOString() },
        probe_sees: { state: 'fine', as_of: clock.now().toISOString() },
        sessions_feel: { state: 'fine' },
      },
      effect: null,
    });
  });

  it('find trouble that the vendor does not declare, then agree once it does', async () => {
    await hear();
    vendors.livekit.mode.set('down');
    await hear(4);
    expect(await verdicts()).toMatchObject({ livekit: 'undeclared_trouble', beyond_presence: 'blocked' });
    vendors.livekit.page.declare('major', 'Elevated API errors');
    await hear(2);
    const { livekit } = await room.shown();
    expect(livekit).toMatchObject({
      verdict: 'agreed_down',
      verdict_detail: expect.stringContaining('Partial System Outage: Elevated API errors'),
    });
    const changes = await room.verdicts.changes('livekit', new Date(0), 10);
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      ['undeclared_trouble', 'agreed_down'],
      ['agreed_fine', 'undeclared_trouble'],
      [null, 'agreed_fine'],
    ]);
  });

  it('hear of trouble that nobody feels here', async () => {
    await hear();
    vendors.daily.page.declare('critical', 'Recording is down');
    await hear(4);
    expect(await verdicts()).toMatchObject({ daily_co: 'declared_not_felt', livekit: 'agreed_fine' });
  });

  it('feel poor media behind an API that is fine, and only where it is', async () => {
    await hear();
    await report(30, 'poor');
    await hear(3);
    expect(await verdicts()).toMatchObject({ livekit: 'media_trouble', daily_co: 'agreed_fine' });
    clock.advance(15 * 60_000);
    await hear(4);
    expect(await verdicts()).toMatchObject({ livekit: 'agreed_fine' });
  });

  it('feel participations that break off, those of avatars as Beyond Presence’s', async () => {
    await hear();
    await end(10, 'person', null);
    await end(20, 'person', 'MEDIA_FAILURE');
    await end(25, 'avatar', null);
    await hear(3);
    expect(await verdicts()).toMatchObject({ livekit: 'media_trouble', beyond_presence: 'agreed_fine' });
    await end(25, 'avatar', 'AGENT_ERROR');
    await hear(3);
    expect(await verdicts()).toMatchObject({ beyond_presence: 'media_trouble' });
  });

  it('are not heard when nobody can be reached, and blame nobody', async () => {
    await hear();
    await Promise.all(each(vendors).map((vendor) => vendor.close()));
    await hear(5);
    expect(await verdicts()).toEqual({ daily_co: 'blind', livekit: 'blind', beyond_presence: 'blind' });
  });

  it('call wrong keys and throttling by their names', async () => {
    await hear();
    vendors.livekit.mode.set('bad-credentials');
    vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 600 });
    vendors.beyondPresence.mode.set('quota');
    await hear();
    expect(await verdicts()).toEqual({
      daily_co: 'throttled',
      livekit: 'misconfigured',
      beyond_presence: 'throttled',
    });
  });

  it('are heard by one replica at a time', async () => {
    await hear();
    await database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await openWitnessRoom(database, vendors, clock, 'second').leadership.renew();
    await expect(room.evaluator.conclude()).rejects.toThrow(LeaseLost);
    await expect(room.statusPages.run(never())).rejects.toThrow(LeaseLost);
  });
});

describe('the effect of an incident', () => {
  it('is told by who was poor in the hour before it and since, also when the minutes are forgotten', async () => {
    await report(57, 'good');
    await report(3, 'poor');
    await hear(2);
    const since = clock.now();
    clock.advance(60_000);
    await tell({ started_at: since.toISOString() });
    await report(40, 'poor');
    await report(40, 'good');
    clock.advance(20_000);
    await room.evaluator.conclude();
    const effect = {
      incident: 'Media servers',
      since: since.toISOString(),
      before: { poor: 3, n: 60 },
      during: { poor: 40, n: 80 },
      difference: 0.45,
    };
    expect((await room.shown()).livekit.effect).toMatchObject(effect);
    await database.dataSource.query('TRUNCATE service_quality_minutes');
    await room.evaluator.conclude();
    expect((await room.shown()).livekit.effect).toMatchObject(effect);
  });

  it('is not guessed where nobody was counting', async () => {
    await tell({ started_at: clock.now().toISOString() });
    await report(40, 'poor');
    await room.evaluator.conclude();
    expect((await room.shown()).livekit.effect).toMatchObject({ difference: null, interval: null });
  });

  async function tell(more: object): Promise<void> {
    const incident = {
      id: 'one',
      kind: 'incident' as const,
      title: 'Media servers',
      impact: 'major' as const,
      status: 'investigating',
      started_at: null,
      resolved_at: null,
      scheduled_for: null,
      scheduled_until: null,
      url: null,
      ...more,
    };
    await database.dataSource.transaction((manager) =>
      room.incidents.record('livekit', [incident], clock.now(), manager),
    );
  }
});

describe('status pages', () => {
  it('are read once a minute, and sent again only when they have changed', async () => {
    await room.statusPages.run(never());
    const [first] = (await room.pages.all()).filter(({ service }) => service === 'livekit');
    expect(first).toMatchObject({ fault: null, claim: { state: 'fine' }, mark: { feed: 'statuspage' } });
    expect(first?.mark?.etag).toMatch(/^W\//);
    clock.advance(60_000);
    await room.statusPages.run(never());
    const [second] = (await room.pages.all()).filter(({ service }) => service === 'livekit');
    expect(second).toEqual({ ...first, readAt: clock.now(), triedAt: clock.now() });
  });

  it('keep their incidents, with the end that was seen', async () => {
    vendors.livekit.page.declare('minor', 'One');
    await room.statusPages.run(never());
    clock.advance(60_000);
    vendors.livekit.page.declare('none');
    await room.statusPages.run(never());
    expect(await room.incidents.of('livekit', new Date(0), 10)).toMatchObject([
      { title: 'One', impact: 'minor', status: 'resolved', resolved_at: clock.now().toISOString() },
    ]);
    expect(await room.incidents.ongoing(clock.now())).toEqual([]);
    clock.advance(91 * 86_400_000);
    await room.statusPages.run(never());
    expect(await room.incidents.of('livekit', new Date(0), 10)).toEqual([]);
  });

  it('say nothing any more when they cannot be read', async () => {
    await room.statusPages.run(never());
    await vendors.livekit.close();
    clock.advance(151_000);
    await room.statusPages.run(never());
    await room.evaluator.conclude();
    expect((await room.shown()).livekit.witnesses?.vendor_says).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('connection refused'),
    });
  });
});
