import { createHash, createHmac } from 'node:crypto';
import type { ServiceEvent } from '../../core/webhooks/service-event';
import type { AppConfig } from '../../platform/config/config';
import { sameSecret } from '../../platform/same-secret';
import { type JsonObject, jsonObjectIn } from '../json-object';
import {
  headerOf,
  type Receipt,
  VendorWebhook,
  type WebhookHead,
  type WebhookJudgement,
} from '../vendor-webhook';
import { livekitEvents } from './livekit.events';

/** Clocks differ. */
const LEEWAY_SECONDS = 60;

/** LiveKit: a token of the API's own kind in `Authorization`, without "Bearer", that claims the hash of the body. */
export class LivekitWebhook extends VendorWebhook {
  override readonly variables = ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'];
  /** Room, participant and its attributes may each bring 64 kB of metadata. */
  override readonly mostBytes = 256 * 1024;

  constructor(private readonly keys: AppConfig['webhooks']['livekitKeys']) {
    super();
  }

  override get configured(): boolean {
    return this.keys.length > 0;
  }

  override isPlausible(head: WebhookHead): boolean {
    return headerOf(head, 'authorization') !== null;
  }

  override judge(head: WebhookHead, body: Buffer, now: Date): WebhookJudgement {
    const claims = this.claimsOf(headerOf(head, 'authorization') ?? '');
    if (claims === null || !isInTime(claims, now.getTime() / 1000)) return 'forged';
    const hash = createHash('sha256').update(body).digest('base64');
    return typeof claims.sha256 === 'string' && sameSecret(claims.sha256, hash) ? 'genuine' : 'forged';
  }

  override toEvents(told: JsonObject, receipt: Receipt): ServiceEvent[] {
    return livekitEvents(told, receipt);
  }

  /** Of a token that one of our keys has signed by HS256; null of any other. */
  private claimsOf(token: string): JsonObject | null {
    const [, head, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
    if (head === undefined || payload === undefined || signature === undefined) return null;
    const claims = decoded(payload);
    if (decoded(head)?.alg !== 'HS256' || claims === null) return null;
    const isSigned = this.keys
      .filter(({ apiKey }) => apiKey === claims.iss)
      .map(({ apiSecret }) =>
        createHmac('sha256', apiSecret).update(`${head}.${payload}`).digest('base64url'),
      )
      .map((expected) => sameSecret(signature, expected));
    return isSigned.includes(true) ? claims : null;
  }
}

function isInTime({ exp, nbf }: JsonObject, now: number): boolean {
  if (typeof exp !== 'number' || now > exp + LEEWAY_SECONDS) return false;
  return nbf === undefined || (typeof nbf === 'number' && now >= nbf - LEEWAY_SECONDS);
}

const decoded = (part: string): JsonObject | null => jsonObjectIn(Buffer.from(part, 'base64url').toString());
