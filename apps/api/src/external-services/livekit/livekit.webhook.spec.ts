import { describe, expect, it } from '@jest/globals';
import { AccessToken, WebhookReceiver } from 'livekit-server-sdk';
import { LivekitWebhook } from './livekit.webhook';

const KEYS = { apiKey: 'abcdefg', apiSecret: 'abababa' };
const BODY =
  '{"event":"room_started", "room":{"sid":"RM_TkVjUvAqgzKz", "name":"mytestroom", "emptyTimeout":300, "creationTime":"1628545903", "turnPassword":"ICkSr2rEeslkN6e9bXL4Ji5zzMD5Z7zzr6ulOaxMj6N", "enabledCodecs":[{"mime":"audio/opus"}, {"mime":"video/VP8"}]}}';
const SHA256 = 'CoEQz1chqJ9bnZRcORddjplkvpjmPujmLTR42DbefYI=';

const webhook = new LivekitWebhook([KEYS]);
const tokenBy = async ({ apiKey, apiSecret } = KEYS, sha256: string | undefined = SHA256) => {
  const token = new AccessToken(apiKey, apiSecret, { ttl: 300 });
  token.sha256 = sha256;
  return token.toJwt();
};
const judge = (authorization: string | undefined, body = BODY, atMs = Date.now(), of = webhook) =>
  of.judge({ headers: { authorization }, token: null }, Buffer.from(body), new Date(atMs));

it('believes what the official SDK signs and believes', async () => {
  const token = await tokenBy();
  await new WebhookReceiver(KEYS.apiKey, KEYS.apiSecret).receive(BODY, token);
  expect(judge(token)).toBe('genuine');
});

describe('refuses', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('another body, down to one space', async () => {
    const token = await tokenBy();
    expect([
      judge(token, `${BODY} `),
      judge(token, JSON.stringify(JSON.parse(BODY))),
      judge(token, ''),
    ]).toEqual(Array.from({ length: 3 }, () => 'forged'));
  });

  it('a token of anybody else, cut, with "Bearer", or none', async () => {
    const token = await tokenBy();
    const others = [
      await tokenBy({ apiKey: 'abcdefg', apiSecret: 'guessed' }),
      await tokenBy({ apiKey: 'stranger', apiSecret: 'abababa' }),
      token.slice(0, -1),
      token.slice(0, -10),
      `${token}A`,
      token.split('.').slice(0, 2).join('.'),
      `Bearer ${token}`,
      '..',
      '',
      undefined,
    ];
    expect(others.map((each) => judge(each))).toEqual(others.map(() => 'forged'));
  });

  it('a token that signs nothing, by another algorithm, or claims no hash', async () => {
    const [, payload = '', signature = ''] = (await tokenBy()).split('.');
    const heads = [{ alg: 'none' }, { alg: 'HS512' }, {}].map(encode);
    for (const head of heads) expect(judge(`${head}.${payload}.${signature}`)).toBe('forged');
    expect(judge(`${encode({ alg: 'none' })}.${payload}.AA`)).toBe('forged');
    const unclaimed = new AccessToken(KEYS.apiKey, KEYS.apiSecret, { ttl: 300 });
    expect(judge(await unclaimed.toJwt())).toBe('forged');
  });

  it('a token after its time, or long before, with a minute for clocks that differ', async () => {
    const token = await tokenBy();
    const at = (seconds: number) => judge(token, BODY, Date.now() + seconds * 1000);
    expect([at(-58), at(0), at(355)]).toEqual(['genuine', 'genuine', 'genuine']);
    expect([at(-65), at(365)]).toEqual(['forged', 'forged']);
  });

  it('everything without keys', async () => {
    const bare = new LivekitWebhook([]);
    expect([bare.configured, judge(await tokenBy(), BODY, Date.now(), bare)]).toEqual([false, 'forged']);
  });
});

it('takes either of two pairs, each with its own secret', async () => {
  const second = { apiKey: 'second', apiSecret: 'of the second' };
  const both = new LivekitWebhook([KEYS, second]);
  const of = (token: string) => judge(token, BODY, Date.now(), both);
  expect([of(await tokenBy()), of(await tokenBy(second))]).toEqual(['genuine', 'genuine']);
  expect(of(await tokenBy({ apiKey: 'second', apiSecret: KEYS.apiSecret }))).toBe('forged');
});
