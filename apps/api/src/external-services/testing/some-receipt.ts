import { Seal } from '../seal';
import type { Receipt } from '../vendor-webhook';

export const SOME_SEAL = new Seal('ingest-token-of-the-tests');
export const RECEIVED = new Date('2026-03-10T12:00:00.000Z');

/** Seconds since 1970, so many before the moment of receipt. */
export const secondsAgo = (seconds: number): number => RECEIVED.getTime() / 1000 - seconds;

export const receiptOf = (told: object): Receipt => ({
  receivedAt: RECEIVED,
  body: Buffer.from(JSON.stringify(told)),
  seal: SOME_SEAL,
});
