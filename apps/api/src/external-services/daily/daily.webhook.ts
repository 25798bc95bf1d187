import { createHmac } from 'node:crypto';
import type { ServiceEvent } from '../../core/webhooks/service-event';
import { isOneOf } from '../../platform/same-secret';
import { isMs, type JsonObject } from '../json-object';
import {
  headerOf,
  type Receipt,
  VendorWebhook,
  type WebhookHead,
  type WebhookJudgement,
} from '../vendor-webhook';
import { dailyEvents } from './daily.events';

/** Daily names no window; those who receive its webhooks elsewhere use this one. */
const WINDOW_MS = 300_000;
/** Sent when a webhook is made, possibly before its secret is known here. */
const TRIAL = /^\s*\{\s*"test"\s*:\s*"test"\s*\}\s*$/;
const MOST_TRIAL_BYTES = 64;

/** Daily.co: base64 HMAC-SHA256 over timestamp, dot and body; the key is the decoded secret. */
export class DailyWebhook extends VendorWebhook {
  override readonly variables = ['DAILY_WEBHOOK_SECRET'];
  override readonly mostBytes = 64 * 1024;
  private readonly keys: readonly Buffer[];

  constructor(secrets: readonly string[]) {
    super();
    this.keys = secrets.map((secret) => Buffer.from(secret, 'base64'));
  }

  override get configured(): boolean {
    return this.keys.length > 0;
  }

  override isPlausible(head: WebhookHead): boolean {
    const isShort = Number(head.headers['content-length'] ?? 0) <= MOST_TRIAL_BYTES;
    return isShort || headerOf(head, 'x-webhook-signature') !== null;
  }

  override judge(head: WebhookHead, body: Buffer, now: Date): WebhookJudgement {
    if (body.length <= MOST_TRIAL_BYTES && TRIAL.test(body.toString())) return 'trial';
    const signature = headerOf(head, 'x-webhook-signature');
    const timestamp = headerOf(head, 'x-webhook-timestamp');
    if (signature === null || timestamp === null || !isFresh(timestamp, now)) return 'forged';
    const expected = this.keys.map((key) =>
      createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('base64'),
    );
    return isOneOf(signature, expected) ? 'genuine' : 'forged';
  }

  override toEvents(told: JsonObject, receipt: Receipt): ServiceEvent[] {
    return dailyEvents(told, receipt);
  }
}

/** Milliseconds have been seen, seconds are documented. */
function isFresh(timestamp: string, now: Date): boolean {
  if (!/^\d{1,16}(?:\.\d{1,9})?$/.test(timestamp)) return false;
  const time = Number(timestamp);
  return Math.abs((isMs(time) ? time : time * 1000) - now.getTime()) <= WINDOW_MS;
}
