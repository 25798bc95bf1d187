import { expect, it } from '@jest/globals';
import { type ReceivedWebhooks, webhookFreshness } from './webhook-freshness';

const AT = new Date('2026-11-23T12:00:00Z');
const received = (more: Partial<ReceivedWebhooks>): ReceivedWebhooks => ({
  service: 'daily_co',
  lastReceivedAt: AT,
  accepted: 10,
  refused: 0,
  ...more,
});
const vendor = (active: boolean, failed_count: number | null = active ? 0 : 3) => ({
  active,
  failed_count,
  checked_at: AT.toISOString(),
});

it.each<[string, Partial<ReceivedWebhooks>, boolean | null, RegExp]>([
  ['all is well', {}, true, /^Webhooks of Daily\.co arrive and are accepted/],
  ['the vendor has given up', {}, false, /^Daily\.co has given up sending/],
  [
    'none was ever received',
    { lastReceivedAt: null, accepted: 0 },
    null,
    /^No webhook of Daily\.co has been received/,
  ],
  ['a day was silent', { accepted: 0 }, true, /in the last 24 hours/],
  ['every one is refused', { accepted: 0, refused: 1 }, null, /1 webhook refused: compare the secrets/],
  ['some are refused', { refused: 2 }, null, /some are refused/],
])('tells what to do when %s', (_when, more, active, words) => {
  const state = active === null ? null : vendor(active);
  expect(webhookFreshness(received(more), state)).toMatchObject({
    detail: expect.stringMatching(words),
    vendor_state: state,
  });
});

it('does not say that a vendor has given up who was never told to send', () =>
  expect(
    webhookFreshness(received({ lastReceivedAt: null, accepted: 0 }), vendor(false, null)).detail,
  ).toMatch(/^Daily\.co sends no webhooks here/));
