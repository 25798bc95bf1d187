import type { IncomingHttpHeaders } from 'node:http';
import type { ServiceEvent } from '../core/webhooks/service-event';
import type { Seal } from './seal';
import type { JsonObject } from './json-object';

/** What stands before the body. `token`: the last part of the address, where the vendor has one. */
export interface WebhookHead {
  headers: IncomingHttpHeaders;
  token: string | null;
}

/** `trial`: the vendor tries whether somebody answers; it tells nothing. */
export type WebhookJudgement = 'genuine' | 'trial' | 'forged';

/** What a parser may need beside what it reads. */
export interface Receipt {
  receivedAt: Date;
  /** The raw body: a repeat has the same. */
  body: Buffer;
  seal: Seal;
}

/** How one vendor signs what it sends, and what it means. */
export abstract class VendorWebhook {
  /** Without secrets nothing is believed. */
  abstract readonly configured: boolean;
  /** Environment variables that configure it. */
  abstract readonly variables: readonly string[];
  /** Largest body. */
  abstract readonly mostBytes: number;

  /** Whether the body is worth reading, by its head. */
  abstract isPlausible(head: WebhookHead): boolean;

  /** Whether the vendor sent this, by the bytes as they came. */
  abstract judge(head: WebhookHead, body: Buffer, now: Date): WebhookJudgement;

  /**
   * What is kept of a genuine body: no name, identity, text, metadata or token. Nothing of an event that is not
   * known or says nothing of a meeting; never throws.
   */
  abstract toEvents(told: JsonObject, receipt: Receipt): ServiceEvent[];
}

/** A header that was sent once. */
export function headerOf({ headers }: WebhookHead, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
