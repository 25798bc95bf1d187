import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBetterStack } from './betterstack.feed';
import { readInstatus } from './instatus.feed';
import { readStatuspage } from './statuspage.feed';

const page = { id: 'x', name: 'Vendor', url: 'https://status.vendor.example' };
const summary = (indicator: unknown, more: object = {}) => ({
  page,
  status: { indicator, description: 'All Systems Operational' },
  components: [],
  incidents: [],
  scheduled_maintenances: [],
  ...more,
});

const incident = {
  id: 'xb4ggyy8d8tw',
  name: 'Elevated errors\n in  calls',
  status: 'investigating',
  impact: 'major',
  created_at: '2026-11-23T10:04:00.000+01:00',
  started_at: '2026-11-23T10:00:00.000+01:00',
  resolved_at: null,
  shortlink: 'https://stspg.io/abc',
  incident_updates: [{ body: 'Reported by jane.doe@example.com' }],
};
const maintenance = {
  id: 'maint',
  name: 'Database upgrade',
  status: 'scheduled',
  impact: 'maintenance',
  scheduled_for: '2026-11-24T02:00:00Z',
  scheduled_until: '2026-11-24T04:00:00Z',
};

describe('the summary of Statuspage', () => {
  it.each([
    ['none', 'fine'],
    ['minor', 'trouble'],
    ['major', 'trouble'],
    ['critical', 'down'],
    ['maintenance', 'trouble'],
    ['catastrophic', 'unknown'],
    ['', null],
    [3, null],
    [undefined, null],
  ])('with the indicator %p says %p', (indicator, state) => {
    expect(readStatuspage(summary(indicator))?.claim.state ?? null).toBe(state);
  });

  it('tells incidents and maintenances with their times, and nothing of their texts', () => {
    const told = readStatuspage(
      summary('major', { incidents: [incident], scheduled_maintenances: [maintenance] }),
    );
    expect(told).toEqual({
      claim: { state: 'trouble', words: 'All Systems Operational: Elevated errors in calls' },
      incidents: [
        {
          id: 'xb4ggyy8d8tw',
          kind: 'incident',
          title: 'Elevated errors in calls',
          impact: 'major',
          status: 'investigating',
          started_at: '2026-11-23T09:00:00.000Z',
          resolved_at: null,
          scheduled_for: null,
          scheduled_until: null,
          url: 'https://stspg.io/abc',
        },
        {
          id: 'maint',
          kind: 'maintenance',
          title: 'Database upgrade',
          impact: 'maintenance',
          status: 'scheduled',
          started_at: null,
          resolved_at: null,
          scheduled_for: '2026-11-24T02:00:00.000Z',
          scheduled_until: '2026-11-24T04:00:00.000Z',
          url: null,
        },
      ],
    });
    expect(JSON.stringify(told)).not.toContain('jane');
  });

  it('takes a maintenance that has begun for a declaration, one to come for none', () => {
    const begun = { ...maintenance, status: 'in_progress' };
    const told = (one: object) => readStatuspage(summary('none', { scheduled_maintenances: [one] }))!.claim;
    expect(told(maintenance)).toEqual({ state: 'fine', words: 'All Systems Operational' });
    expect(told(begun)).toEqual({ state: 'trouble', words: 'All Systems Operational: Database upgrade' });
    const over = { ...incident, status: 'resolved' };
    expect(readStatuspage(summary('none', { incidents: [over] }))!.claim.words).toBe(
      'All Systems Operational',
    );
  });

  it('leaves out what is no incident, and addresses that no browser should follow', () => {
    const odd = [
      null,
      7,
      [],
      { id: 'no name' },
      { ...incident, impact: 'odd', shortlink: 'javascript:alert(1)' },
    ];
    expect(readStatuspage(summary('minor', { incidents: odd }))?.incidents).toMatchObject([
      { impact: 'unknown', url: null },
    ]);
    expect(readStatuspage(summary('none', { incidents: 'none' }))?.incidents).toEqual([]);
  });
});

describe('the other feeds', () => {
  it.each([
    ['operational', 'fine'],
    ['degraded', 'trouble'],
    ['downtime', 'down'],
    ['maintenance', 'trouble'],
    ['glorious', 'unknown'],
  ])('Better Stack: %s says %s', (aggregate_state, state) => {
    const body = { data: { id: '1', type: 'status_page', attributes: { aggregate_state } } };
    expect(readBetterStack(body)).toEqual({ claim: { state, words: aggregate_state }, incidents: null });
  });

  it('Instatus tells what goes on', () => {
    const started = 'Sat Jun 11 2022 18:55:50 GMT+0000 (Coordinated Universal Time)';
    const body = {
      page: { name: 'Vendor', url: 'https://status.vendor.example', status: 'HASISSUES' },
      activeIncidents: [{ name: 'API', started, status: 'INVESTIGATING', impact: 'MAJOROUTAGE' }],
      activeMaintenances: [{ name: 'Upgrade', start: started, status: 'NOTSTARTEDYET', duration: '60' }],
    };
    expect(readInstatus(body)).toMatchObject({
      claim: { state: 'down', words: 'HASISSUES: API' },
      incidents: [
        {
          kind: 'incident',
          impact: 'critical',
          status: 'investigating',
          started_at: '2022-06-11T18:55:50.000Z',
        },
        {
          kind: 'maintenance',
          status: 'scheduled',
          scheduled_for: '2022-06-11T18:55:50.000Z',
          scheduled_until: '2022-06-11T19:55:50.000Z',
        },
      ],
    });
    expect(readInstatus({ page: { status: 'UP' } })).toEqual({
      claim: { state: 'fine', words: 'UP' },
      incidents: [],
    });
    expect(readInstatus({ page: { status: 'ONEMINOROUTAGE' } })?.claim.state).toBe('unknown');
  });

  it('are not mistaken for one another, and never throw', () => {
    const shapes = [
      summary('none'),
      { data: { attributes: { aggregate_state: 'operational' } } },
      { page: { status: 'UP' } },
    ];
    const read = [readStatuspage, readBetterStack, readInstatus];
    expect(shapes.map((shape) => read.map((feed) => feed(shape) !== null))).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('page', 'status', 'data', 'incidents', 'x'), fc.jsonValue()),
        (body) => {
          for (const feed of read)
            expect(['fine', 'trouble', 'down', 'unknown', undefined]).toContain(feed(body)?.claim.state);
        },
      ),
    );
  });
});
