import { describe, expect, it } from '@jest/globals';
import type { ActiveCount, VendorIncident, WebhookFreshness, Witness, Witnesses } from '@watchroom/contracts';
import { ago, NOON, someServiceInDepth } from '../../testing/metrics';
import { incidentView } from './incident-text';
import { lampsOf, toneOfVerdict } from './service-words';
import { certificateUpkeep, countUpkeep, roomNotes, webhookUpkeep } from './upkeep-text';

const witness = (state: Witness['state'], seconds: number | null = 12): Witness => ({
  state,
  detail: 'Since 11:59:00 UTC.',
  as_of: seconds === null ? null : ago(seconds),
});
const witnesses = (...[vendor, probe, sessions]: Witness['state'][]): Witnesses => ({
  vendor_says: witness(vendor!),
  probe_sees: witness(probe!),
  sessions_feel: witness(sessions!, null),
});

describe('witnesses', () => {
  it('are three lamps, each with its word and its age', () =>
    expect(lampsOf(witnesses('trouble', 'down', 'unknown'), NOON)).toMatchObject([
      { name: 'Vendor says', tone: 'warning', word: 'trouble', age: '12 s ago' },
      { name: 'Probe sees', tone: 'critical', word: 'down', age: '12 s ago' },
      { name: 'Sessions feel', tone: 'unknown', word: 'unknown', age: 'never' },
    ]));

  it('are unknown before they are heard', () =>
    expect(lampsOf(null, NOON).map(({ tone, age }) => [tone, age])).toEqual(
      Array(3).fill(['unknown', 'never']),
    ));

  it.each([
    ['agreed_fine', witnesses('fine', 'fine', 'unknown'), 'ok'],
    ['agreed_down', witnesses('down', 'down', 'unknown'), 'critical'],
    ['agreed_down', witnesses('down', 'trouble', 'fine'), 'warning'],
    ['media_trouble', witnesses('fine', 'fine', 'trouble'), 'warning'],
    ['declared_not_felt', witnesses('down', 'fine', 'fine'), 'warning'],
    ['blind', null, 'unknown'],
    ['misconfigured', null, 'unknown'],
  ] as const)('make of %s the tone of what was felt', (verdict, heard, tone) =>
    expect(toneOfVerdict(verdict, heard)).toBe(tone),
  );
});

describe('incidents', () => {
  const incident = (more: Partial<VendorIncident>): VendorIncident => ({
    id: 'a',
    kind: 'incident',
    title: 'Media in Frankfurt',
    impact: 'major',
    status: 'investigating',
    started_at: ago(3600),
    resolved_at: null,
    scheduled_for: null,
    scheduled_until: null,
    url: null,
    ...more,
  });

  it.each([
    [{}, 'critical', 'Major incident, investigating', /^since \d\d:00$/],
    [{ resolved_at: ago(60), status: 'resolved' }, 'ok', 'Major incident, resolved', /^\d\d:00 to \d\d:59$/],
    [{ impact: 'unknown', started_at: null }, 'unknown', 'Incident, investigating', /^since not told$/],
    [
      {
        kind: 'maintenance',
        impact: 'maintenance',
        status: 'in_progress',
        scheduled_for: ago(60),
        scheduled_until: ago(-3600),
      },
      'warning',
      'Maintenance, in progress',
      /^planned for .* to /,
    ],
  ] as const)('tell %j', (more, tone, word, times) =>
    expect(incidentView(incident(more), NOON)).toMatchObject({
      tone,
      word,
      times: expect.stringMatching(times),
    }),
  );
});

describe('upkeep', () => {
  const count = (more: Partial<ActiveCount>): ActiveCount => ({
    ours: 17,
    theirs: 17,
    at_least: false,
    asked_at: ago(20),
    drifting_since: null,
    ...more,
  });
  it.each([
    [null, null, 'Not compared'],
    [count({}), 'ok', 'Counts agree'],
    [count({ theirs: 64 }), null, 'No lasting difference'],
    [count({ theirs: null }), 'unknown', 'Not comparable'],
    [count({ theirs: 100, at_least: true, drifting_since: ago(300) }), 'warning', 'Counts drift apart'],
  ])('of the count %j', (active, tone, word) =>
    expect(countUpkeep(active, NOON)).toMatchObject({ tone, word }),
  );

  const webhooks = (more: Partial<WebhookFreshness>): WebhookFreshness => ({
    last_received_at: ago(14),
    accepted: 4120,
    refused: 3,
    vendor_state: null,
    detail: 'They arrive.',
    ...more,
  });
  it.each([
    [{}, 'ok', 'Last one 14 s ago', 'They arrive. Last 24 hours: 4,120 accepted, 3 refused.'],
    [{ last_received_at: null }, null, 'None yet', null],
    [
      { last_received_at: null, vendor_state: { active: false, failed_count: null, checked_at: ago(60) } },
      null,
      'None yet',
      null,
    ],
    [
      { vendor_state: { active: false, failed_count: 3, checked_at: ago(60) } },
      'warning',
      'Last one 14 s ago',
      'They arrive. Last 24 hours: 4,120 accepted, 3 refused. The vendor says that it does not send after 3 failures (asked 1 min ago).',
    ],
  ])('of webhooks %j', (more, tone, word, detail) =>
    expect(webhookUpkeep(webhooks(more), NOON)).toMatchObject({
      tone,
      word,
      ...(detail === null ? {} : { detail }),
    }),
  );

  it.each([
    [60, 'ok', '60 days left'],
    [14, 'warning', '14 days left'],
    [1, 'critical', '1 day left'],
    [-1, 'critical', 'Expired'],
  ])('of a certificate with %d days', (days_left, tone, word) =>
    expect(certificateUpkeep({ host: 'a.example', expires_at: ago(0), days_left })).toMatchObject({
      tone,
      word,
    }),
  );

  it('tells of rooms what there is to tell', () => {
    expect(roomNotes(someServiceInDepth(), NOON)).toEqual([]);
    const notes = roomNotes(
      someServiceInDepth({ stuck_sessions_closed: 1, avatars_missing: { rooms: 2, since: ago(90) } }),
      NOON,
    );
    expect(notes).toEqual([
      '1 session open here and gone there, closed in the last 24 hours.',
      expect.stringMatching(/^2 rooms with a person and no avatar since/),
    ]);
  });
});
