import { createHmac } from 'node:crypto';

/** Clocks differ: valid from a minute ago, for five minutes. */
const EARLY_SECONDS = 60;
const VALID_SECONDS = 300;

/** A LiveKit access token (JWT, HS256) that may list rooms and nothing else. */
export function roomListToken(apiKey: string, apiSecret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: apiKey,
    nbf: seconds - EARLY_SECONDS,
    exp: seconds + VALID_SECONDS,
    video: { roomList: true },
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', apiSecret).update(signed).digest('base64url')}`;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
