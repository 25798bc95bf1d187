import { describe, expect, it } from '@jest/globals';
import type { ActiveCount, ExternalServiceInDepth, WebhookFreshness } from '@watchroom/contracts';
import { ago, NOON, someServiceInDepth } from '../../testing/metrics';
import { certificateUpkeep, countUpkeep, roomNotes, webhookUpkeep } from './upkeep-text';

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

  it.each([
    [null, 'The vendor has not been asked for its count of sessions yet.'],
    [count({}), '17 active here, 17 there, asked 20 s ago.'],
    [count({ theirs: null }), '17 here; the vendor could not be asked (asked 20 s ago).'],
    [count({ theirs: 1000, at_least: true }), '17 active here, at least 1,000 there, asked 20 s ago.'],
    [
      count({ theirs: 64, drifting_since: ago(300) }),
      '17 active here, 64 there, asked 20 s ago. They have differed since 12:55.',
    ],
    [count({ asked_at: 'never' }), '17 active here, 17 there, asked at an unknown time.'],
  ])('of the count is told with what it rests on: %#', (active, detail) =>
    expect(countUpkeep(active, NOON).detail).toBe(detail),
  );

  it.each<[Partial<NonNullable<WebhookFreshness['vendor_state']>>, string, string]>([
    [{}, 'ok', 'it sends (asked 1 min ago)'],
    [{ failed_count: 0 }, 'ok', 'it sends (asked 1 min ago)'],
    [{ failed_count: 1 }, 'ok', 'it sends after 1 failure (asked 1 min ago)'],
    [{ active: false }, 'warning', 'it does not send (asked 1 min ago)'],
  ])('of a vendor that says %j', (more, tone, says) => {
    const vendor_state = { active: true, failed_count: null, checked_at: ago(60), ...more };
    expect(webhookUpkeep(webhooks({ vendor_state }), NOON)).toMatchObject({
      tone,
      detail: `They arrive. Last 24 hours: 4,120 accepted, 3 refused. The vendor says that ${says}.`,
    });
  });

  it.each([
    [0, null],
    [1, 'ok'],
  ])('of webhooks that never came, after %s failures: %s', (failed_count, tone) =>
    expect(
      webhookUpkeep(
        webhooks({
          last_received_at: null,
          vendor_state: { active: true, failed_count, checked_at: ago(60) },
        }),
        NOON,
      ).tone,
    ).toBe(tone),
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
    [22, 'ok', '22 days left'],
    [21, 'warning', '21 days left'],
    [14, 'warning', '14 days left'],
    [8, 'warning', '8 days left'],
    [7, 'critical', '7 days left'],
    [1, 'critical', '1 day left'],
    [0, 'critical', '0 days left'],
    [-1, 'critical', 'Expired'],
  ])('of a certificate with %d days', (days_left, tone, word) =>
    expect(certificateUpkeep({ host: 'a.example', expires_at: ago(0), days_left })).toMatchObject({
      tone,
      word,
    }),
  );

  it.each([
    [3, 'The certificate of a.example is valid until 2026-11-23.'],
    [-1, 'The certificate of a.example expired on 2026-11-23.'],
  ])('of a certificate names host and day: %s days', (days_left, detail) =>
    expect(certificateUpkeep({ host: 'a.example', expires_at: ago(0), days_left }).detail).toBe(detail),
  );
  it('of a certificate that nobody saw judges nothing', () =>
    expect(certificateUpkeep(null)).toMatchObject({ tone: null, word: 'Not seen' }));

  it.each<[Partial<ExternalServiceInDepth>, string[]]>([
    [{ avatars_missing: { rooms: 2, since: null } }, []],
    [{ avatars_missing: null }, []],
    [{ avatars_missing: { rooms: 1, since: ago(90) } }, ['1 room with a person and no avatar since 12:58.']],
    [{ stuck_sessions_closed: 12 }, ['12 sessions open here and gone there, closed in the last 24 hours.']],
  ])('tells of rooms with %j', (more, notes) =>
    expect(roomNotes(someServiceInDepth(more), NOON)).toEqual(notes),
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
