import type { ServiceEvent } from '../../core/webhooks/service-event';
import { isOneOf } from '../../platform/same-secret';
import type { JsonObject } from '../json-object';
import { type Receipt, VendorWebhook, type WebhookHead, type WebhookJudgement } from '../vendor-webhook';
import { beyondPresenceEvents } from './beyond-presence.events';

/** Beyond Presence signs nothing: who knows the address is believed. */
export class BeyondPresenceWebhook extends VendorWebhook {
  override readonly variables = ['BEYOND_PRESENCE_WEBHOOK_TOKEN'];
  /** The end of a call brings all that was said in it. */
  override readonly mostBytes = 1024 * 1024;

  constructor(private readonly tokens: readonly string[]) {
    super();
  }

  override get configured(): boolean {
    return this.tokens.length > 0;
  }

  override isPlausible({ token }: WebhookHead): boolean {
    return token !== null && isOneOf(token, this.tokens);
  }

  override judge(head: WebhookHead): WebhookJudgement {
    return this.isPlausible(head) ? 'genuine' : 'forged';
  }

  override toEvents(told: JsonObject, receipt: Receipt): ServiceEvent[] {
    return beyondPresenceEvents(told, receipt);
  }
}
