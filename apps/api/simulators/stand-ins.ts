import { randomBytes } from 'node:crypto';
import { startBeyondPresence } from './vendors/beyond-presence';
import { type RegisteredWebhook, startDaily } from './vendors/daily';
import { startLivekit } from './vendors/livekit';
import type { StandIn, VendorSession } from './vendors/stand-in';
import type { LivekitKeys } from './vendors/webhook-signers';

/** What the vendors sign their webhooks with. */
export interface WebhookSecrets {
  daily: string;
  livekit: LivekitKeys;
  /** Last part of the address. */
  beyondPresence: string;
}

export interface StandIns {
  daily: StandIn;
  livekit: StandIn;
  beyondPresence: StandIn;
  webhookSecrets: WebhookSecrets;
  /** What Watchroom must be started with to reach them, and to know their webhooks. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** What goes on at the vendors; nothing where nothing is told. */
export interface VendorWorld {
  daily?: () => VendorSession[];
  dailyWebhooks?: () => RegisteredWebhook[];
  livekit?: () => VendorSession[];
  /** Managed calls of Beyond Presence. */
  calls?: () => VendorSession[];
  /** Avatars in the rooms of LiveKit. */
  avatars?: () => VendorSession[];
  /** The time there, by which tokens are valid; that of this machine where nothing is told. */
  now?: () => Date;
}

const key = () => `demo_${randomBytes(24).toString('hex')}`;

/** Starts the vendors' stand-ins with fresh keys and secrets. */
export async function startStandIns(world: VendorWorld = {}): Promise<StandIns> {
  const dailyKey = key();
  const beyondPresenceKey = key();
  const webhookSecrets: WebhookSecrets = {
    daily: randomBytes(32).toString('base64'),
    livekit: { apiKey: key(), apiSecret: key() },
    beyondPresence: randomBytes(24).toString('hex'),
  };
  const [daily, livekit, beyondPresence] = await Promise.all([
    startDaily({ apiKey: dailyKey, sessions: world.daily, webhooks: world.dailyWebhooks }),
    startLivekit({ ...webhookSecrets.livekit, sessions: world.livekit, now: world.now }),
    startBeyondPresence({ apiKey: beyondPresenceKey, sessions: world.calls, avatarSessions: world.avatars }),
  ]);
  return {
    daily,
    livekit,
    beyondPresence,
    webhookSecrets,
    env: {
      DAILY_API_URL: daily.url,
      DAILY_API_KEY: dailyKey,
      DAILY_STATUS_URL: daily.statusUrl,
      DAILY_WEBHOOK_SECRET: webhookSecrets.daily,
      LIVEKIT_URL: livekit.url,
      LIVEKIT_API_KEY: webhookSecrets.livekit.apiKey,
      LIVEKIT_API_SECRET: webhookSecrets.livekit.apiSecret,
      LIVEKIT_STATUS_URL: livekit.statusUrl,
      BEYOND_PRESENCE_API_URL: beyondPresence.url,
      BEYOND_PRESENCE_API_KEY: beyondPresenceKey,
      BEYOND_PRESENCE_STATUS_URL: beyondPresence.statusUrl,
      BEYOND_PRESENCE_WEBHOOK_TOKEN: webhookSecrets.beyondPresence,
    },
    close: async () => {
      await Promise.all([daily, livekit, beyondPresence].map((standIn) => standIn.close()));
    },
  };
}
