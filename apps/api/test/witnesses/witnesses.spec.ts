import { describe, expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/platform/lease/leadership';
import { each } from '../external-services/probing-room';
import { openWitnessRoom, witnessSuite } from './witness-room';

const suite = witnessSuite();

const never = () => new AbortController().signal;

const verdicts = async () =>
  Object.fromEntries(Object.entries(await suite.room.shown()).map(([key, { verdict }]) => [key, verdict]));

describe('three witnesses', () => {
  it('agree that all is fine', async () => {
    await suite.play.report(30, 'good');
    await suite.play.hear();
    expect(await verdicts()).toEqual({
      daily_co: 'agreed_fine',
      livekit: 'agreed_fine',
      beyond_presence: 'agreed_fine',
    });
    const { livekit } = await suite.room.shown();
    expect(livekit).toMatchObject({
      verdict_since: suite.clock.now().toISOString(),
      witnesses: {
        vendor_says: { state: 'fine', as_of: suite.clock.now().toISOString() },
        probe_sees: { state: 'fine', as_of: suite.clock.now().toISOString() },
        sessions_feel: { state: 'fine' },
      },
      effect: null,
    });
  });

  it('find trouble that the vendor does not declare, then agree once it does', async () => {
    await suite.play.hear();
    suite.vendors.livekit.mode.set('down');
    await suite.play.hear(4);
    expect(await verdicts()).toMatchObject({ livekit: 'undeclared_trouble', beyond_presence: 'blocked' });
    suite.vendors.livekit.page.declare('major', 'Elevated API errors');
    await suite.play.hear(2);
    const { livekit } = await suite.room.shown();
    expect(livekit).toMatchObject({
      verdict: 'agreed_down',
      verdict_detail: expect.stringContaining('Partial System Outage: Elevated API errors'),
    });
    const changes = await suite.room.verdicts.changes('livekit', new Date(0), 10);
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      ['undeclared_trouble', 'agreed_down'],
      ['agreed_fine', 'undeclared_trouble'],
      [null, 'agreed_fine'],
    ]);
  });

  it('hear of trouble that nobody feels here', async () => {
    await suite.play.hear();
    suite.vendors.daily.page.declare('critical', 'Recording is down');
    await suite.play.hear(4);
    expect(await verdicts()).toMatchObject({ daily_co: 'declared_not_felt', livekit: 'agreed_fine' });
  });

  it('feel poor media behind an API that is fine, and only where it is', async () => {
    await suite.play.hear();
    await suite.play.report(30, 'poor');
    await suite.play.hear(3);
    expect(await verdicts()).toMatchObject({ livekit: 'media_trouble', daily_co: 'agreed_fine' });
    suite.clock.advance(15 * 60_000);
    await suite.play.hear(4);
    expect(await verdicts()).toMatchObject({ livekit: 'agreed_fine' });
  });

  it('feel participations that break off, those of avatars as Beyond Presence’s', async () => {
    await suite.play.hear();
    await suite.play.end(10, 'person', null);
    await suite.play.end(20, 'person', 'MEDIA_FAILURE');
    await suite.play.end(25, 'avatar', null);
    await suite.play.hear(3);
    expect(await verdicts()).toMatchObject({ livekit: 'media_trouble', beyond_presence: 'agreed_fine' });
    await suite.play.end(25, 'avatar', 'AGENT_ERROR');
    await suite.play.hear(3);
    expect(await verdicts()).toMatchObject({ beyond_presence: 'media_trouble' });
  });

  it('are not heard when nobody can be reached, and blame nobody', async () => {
    await suite.play.hear();
    await Promise.all(each(suite.vendors).map((vendor) => vendor.close()));
    await suite.play.hear(5);
    expect(await verdicts()).toEqual({ daily_co: 'blind', livekit: 'blind', beyond_presence: 'blind' });
  });

  it('call wrong keys and throttling by their names', async () => {
    await suite.play.hear();
    suite.vendors.livekit.mode.set('bad-credentials');
    suite.vendors.daily.mode.set({ kind: 'throttled', retryAfterSeconds: 600 });
    suite.vendors.beyondPresence.mode.set('quota');
    await suite.play.hear();
    expect(await verdicts()).toEqual({
      daily_co: 'throttled',
      livekit: 'misconfigured',
      beyond_presence: 'throttled',
    });
  });

  it('are heard by one replica at a time', async () => {
    await suite.play.hear();
    await suite.database.dataSource.query('UPDATE leases SET expires_at = clock_timestamp()');
    await openWitnessRoom(suite.database, suite.vendors, suite.clock, 'second').leadership.renew();
    await expect(suite.room.evaluator.conclude()).rejects.toThrow(LeaseLost);
    await expect(suite.room.statusPages.run(never())).rejects.toThrow(LeaseLost);
  });
});
