import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DailyWebhook } from './daily.webhook';

const SECRET = 'NQrSA5z0FkJ44QPrFerW7uCc5kdNLv3l2FDEKDanL1U=';
const STAMP = '1708972279961';
const BODY =
  '{"version":"1.0.0","type":"meeting.started","id":"met-sta-f2aa1ade-ff80-464c-b46e-50ffa577d48d-1708526032","payload":{"start_ts":1708526032,"meeting_id":"f2aa1ade-ff80-464c-b46e-50ffa577d48d","room":"TrPmUX1DzjSwDaAFDfNj"},"event_ts":1708526032.3}';
const SIGNATURE = 'ZzATTNtAaiPp5IR9yhet/Oyd+UMEZ/9F3qsHOiDQfjg=';
const NOW = new Date(Number(STAMP) + 1_000);

const webhook = new DailyWebhook([SECRET]);
const judge = (
  timestamp: string | undefined,
  signature: string | undefined,
  body = BODY,
  now = NOW,
  of = webhook,
) =>
  of.judge(
    { headers: { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature }, token: null },
    Buffer.from(body),
    now,
  );
const signed = (timestamp: string, key: Buffer | string = Buffer.from(SECRET, 'base64')) =>
  createHmac('sha256', key).update(`${timestamp}.${BODY}`).digest('base64');

const sha512 = createHmac('sha512', Buffer.from(SECRET, 'base64'))
  .update(`${STAMP}.${BODY}`)
  .digest('base64');
const HEX_STAMP = `0x${Number(STAMP).toString(16)}`;

it('believes the known delivery', () => expect(judge(STAMP, SIGNATURE)).toBe('genuine'));

describe('refuses', () => {
  it.each([
    ['another body', STAMP, SIGNATURE, `${BODY} `],
    ['a body that was written again', STAMP, SIGNATURE, JSON.stringify(JSON.parse(BODY), null, 1)],
    ['another timestamp', '1708972279962', SIGNATURE, BODY],
    ['the same time in another unit', '1708972279.961', SIGNATURE, BODY],
    ['no signature', STAMP, undefined, BODY],
    ['no timestamp', undefined, SIGNATURE, BODY],
    ['a signature cut short', STAMP, SIGNATURE.slice(0, 20), BODY],
    ['an empty signature', STAMP, '', BODY],
    ['a signature in hex', STAMP, Buffer.from(SIGNATURE, 'base64').toString('hex'), BODY],
    ['a signature by the secret as text', STAMP, signed(STAMP, SECRET), BODY],
    ['a signature sent twice', STAMP, `${SIGNATURE}, ${SIGNATURE}`, BODY],
    ['a signature with a blank', STAMP, ` ${SIGNATURE}`, BODY],
    ['a signature for addresses', STAMP, SIGNATURE.replaceAll('+', '-').replaceAll('/', '_'), BODY],
    ['a signature of a megabyte', STAMP, SIGNATURE.repeat(20_000), BODY],
    ['a signature by another algorithm', STAMP, sha512, BODY],
    ['a timestamp sent twice', `${STAMP}, ${STAMP}`, signed(`${STAMP}, ${STAMP}`), BODY],
    ['a timestamp in hex', HEX_STAMP, signed(HEX_STAMP), BODY],
    ['a timestamp that is none', `${STAMP}x`, signed(`${STAMP}x`), BODY],
  ])('%s', (_, timestamp, signature, body) => expect(judge(timestamp, signature, body)).toBe('forged'));

  it('what was sent more than 5 minutes ago, or ahead, in either unit', () => {
    for (const stamp of [NOW.getTime(), Math.floor(NOW.getTime() / 1000)].map(String)) {
      const of = (ms: number) => judge(stamp, signed(stamp), BODY, new Date(NOW.getTime() + ms));
      expect([of(-298_000), of(0), of(298_000)]).toEqual(['genuine', 'genuine', 'genuine']);
      expect([of(-302_000), of(302_000)]).toEqual(['forged', 'forged']);
    }
  });

  it('everything without a secret', () => {
    const bare = new DailyWebhook([]);
    expect([bare.configured, judge(STAMP, SIGNATURE, BODY, NOW, bare)]).toEqual([false, 'forged']);
  });
});

it('takes either of two secrets', () => {
  const other = Buffer.from('another secret').toString('base64');
  const both = new DailyWebhook([other, SECRET]);
  expect(judge(STAMP, SIGNATURE, BODY, NOW, both)).toBe('genuine');
  expect(judge(STAMP, signed(STAMP, Buffer.from('another secret')), BODY, NOW, both)).toBe('genuine');
});

it('knows a trial, and nothing that only looks like one', () => {
  for (const body of ['{"test":"test"}', ' { "test" : "test" }\n'])
    expect(judge(undefined, undefined, body)).toBe('trial');
  for (const body of ['{"test":"test","type":"meeting.ended"}', '{"test":true}', '"test"', ''])
    expect(judge(undefined, undefined, body)).toBe('forged');
});

it('reads no long body without a signature', () => {
  const head = (length: string | undefined, signature?: string) =>
    webhook.isPlausible({
      headers: { 'content-length': length, 'x-webhook-signature': signature },
      token: null,
    });
  expect([head('15'), head(undefined), head('4000'), head('4000', 'x')]).toEqual([true, true, false, true]);
});
