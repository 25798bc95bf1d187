import { describe, expect, it } from '@jest/globals';
import { witnessSuite } from './witness-room';

const suite = witnessSuite();

const never = () => new AbortController().signal;

describe('the effect of an incident', () => {
  it('is told by who was poor in the hour before it and since, also when the minutes are forgotten', async () => {
    await suite.play.report(57, 'good');
    await suite.play.report(3, 'poor');
    await suite.play.hear(2);
    const since = suite.clock.now();
    suite.clock.advance(60_000);
    await tell({ started_at: since.toISOString() });
    await suite.play.report(40, 'poor');
    await suite.play.report(40, 'good');
    suite.clock.advance(20_000);
    await suite.room.evaluator.conclude();
    const effect = {
      incident: 'Media servers',
      since: since.toISOString(),
      before: { poor: 3, n: 60 },
      during: { poor: 40, n: 80 },
      difference: 0.45,
    };
    expect((await suite.room.shown()).livekit.effect).toMatchObject(effect);
    await suite.database.dataSource.query('TRUNCATE service_quality_minutes');
    await suite.room.evaluator.conclude();
    expect((await suite.room.shown()).livekit.effect).toMatchObject(effect);
  });

  it('is counted once a minute when it lasts long', async () => {
    const since = suite.clock.now();
    await tell({ started_at: since.toISOString() });
    suite.clock.advance(3_601_000);
    const during = async () => {
      await suite.room.evaluator.conclude();
      return (await suite.room.shown()).livekit.effect?.during.n;
    };
    expect(await during()).toBe(0);
    await suite.play.report(3, 'good');
    suite.clock.advance(59_000);
    expect(await during()).toBe(0);
    suite.clock.advance(1_000);
    expect(await during()).toBe(3);
  });

  it('is not guessed where nobody was counting', async () => {
    await tell({ started_at: suite.clock.now().toISOString() });
    await suite.play.report(40, 'poor');
    await suite.room.evaluator.conclude();
    expect((await suite.room.shown()).livekit.effect).toMatchObject({ difference: null, interval: null });
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
    await suite.database.dataSource.transaction((manager) =>
      suite.room.incidents.record('livekit', [incident], suite.clock.now(), manager),
    );
  }
});

describe('status pages', () => {
  it('are read once a minute, and sent again only when they have changed', async () => {
    await suite.room.statusPages.run(never());
    const first = (await suite.room.pages.all()).find(({ service }) => service === 'livekit');
    expect(first).toMatchObject({ fault: null, claim: { state: 'fine' }, mark: { feed: 'statuspage' } });
    expect(first?.mark?.etag).toMatch(/^W\//);
    suite.clock.advance(60_000);
    await suite.room.statusPages.run(never());
    const second = (await suite.room.pages.all()).find(({ service }) => service === 'livekit');
    expect(second).toEqual({ ...first, readAt: suite.clock.now(), triedAt: suite.clock.now() });
  });

  it('keep their incidents, with the end that was seen', async () => {
    suite.vendors.livekit.page.declare('minor', 'One');
    await suite.room.statusPages.run(never());
    suite.clock.advance(60_000);
    suite.vendors.livekit.page.declare('none');
    await suite.room.statusPages.run(never());
    expect(await suite.room.incidents.of('livekit', new Date(0), 10)).toMatchObject([
      { title: 'One', impact: 'minor', status: 'resolved', resolved_at: suite.clock.now().toISOString() },
    ]);
    expect(await suite.room.incidents.ongoing(suite.clock.now())).toEqual([]);
    suite.clock.advance(91 * 86_400_000);
    await suite.room.statusPages.run(never());
    expect(await suite.room.incidents.of('livekit', new Date(0), 10)).toEqual([]);
  });

  it('say nothing any more when they cannot be read', async () => {
    await suite.room.statusPages.run(never());
    await suite.vendors.livekit.close();
    suite.clock.advance(151_000);
    await suite.room.statusPages.run(never());
    await suite.room.evaluator.conclude();
    expect((await suite.room.shown()).livekit.witnesses?.vendor_says).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('connection refused'),
    });
  });
});
