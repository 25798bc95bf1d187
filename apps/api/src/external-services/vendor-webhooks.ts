import type { ExternalServiceKey } from '@watchroom/contracts';
import type { AppConfig } from '../platform/config/config';
import { BeyondPresenceWebhook } from './beyond-presence/beyond-presence.webhook';
import { DailyWebhook } from './daily/daily.webhook';
import { LivekitWebhook } from './livekit/livekit.webhook';
import type { VendorWebhook } from './vendor-webhook';

/** Every vendor's way to sign and to tell. */
export class VendorWebhooks {
  readonly of: Readonly<Record<ExternalServiceKey, VendorWebhook>>;

  constructor({ webhooks }: Pick<AppConfig, 'webhooks'>) {
    this.of = {
      daily_co: new DailyWebhook(webhooks.dailySecrets),
      livekit: new LivekitWebhook(webhooks.livekitKeys),
      beyond_presence: new BeyondPresenceWebhook(webhooks.beyondPresenceTokens),
    };
  }
}
