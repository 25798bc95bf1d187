import { randomBytes } from 'node:crypto';
import { sessionsWithin, type SimulatedSession } from './sessions/simulated-session';
import { startBeyondPresence } from './vendors/beyond-presence';
import { startDaily } from './vendors/daily';
import { startLivekit } from './vendors/livekit';
import type { StandIn, VendorSession } from './vendors/stand-in';
import type { WebhookSecrets } from './webhooks/webhook-play';

export interface StandIns {
  daily: StandIn;
  livekit: StandIn;
  beyondPresence: StandIn;
  /** What Watchroom must be started with to reach them, and to believe them. */
  env: Record<string, string>;
  /** What their webhooks are signed with. */
  webhookSecrets: WebhookSecrets;
  close(): Promise<void>;
}

const key = () => `demo_${randomBytes(24).toString('hex')}`;

/** Starts the vendors' stand-ins with fresh keys; each sees the sessions that the play runs on it. */
export async function startStandIns(watchroomUrl = 'https://watchroom.example'): Promise<StandIns> {
  const webhook = { url: `${watchroomUrl}/api/webhooks/daily`, state: 'ACTIVE', failedCount: 0 } as const;
  const dailyKey = key();
  const livekit = { apiKey: key(), apiSecret: key() };
  const beyondPresenceKey = key();
  const webhookSecrets = { daily: randomBytes(32).toString('base64'), livekit, beyondPresence: key() };
  const [daily, livekitServer, beyondPresence] = await Promise.all([
    startDaily({ apiKey: dailyKey, sessions: () => runningOn('daily_co'), webhooks: () => [webhook] }),
    startLivekit({ ...livekit, sessions: () => runningOn('livekit') }),
    startBeyondPresence({ apiKey: beyondPresenceKey, avatarSessions: () => running() }),
  ]);
  return {
    daily,
    livekit: livekitServer,
    beyondPresence,
    env: {
      DAILY_API_URL: daily.url,
      DAILY_API_KEY: dailyKey,
      DAILY_STATUS_URL: daily.statusUrl,
      LIVEKIT_URL: livekitServer.url,
      LIVEKIT_API_KEY: livekit.apiKey,
      LIVEKIT_API_SECRET: livekit.apiSecret,
      LIVEKIT_STATUS_URL: livekitServer.statusUrl,
      BEYOND_PRESENCE_API_URL: beyondPresence.url,
      BEYOND_PRESENCE_API_KEY: beyondPresenceKey,
      BEYOND_PRESENCE_STATUS_URL: beyondPresence.statusUrl,
      DAILY_WEBHOOK_SECRET: webhookSecrets.daily,
      BEYOND_PRESENCE_WEBHOOK_TOKEN: webhookSecrets.beyondPresence,
    },
    webhookSecrets,
    close: async () => {
      await Promise.all([daily, livekitServer, beyondPresence].map((standIn) => standIn.close()));
    },
  };
}

/** An avatar is in each session. */
const runningOn = (provider: SimulatedSession['provider']): VendorSession[] =>
  running((session) => session.provider === provider);

function running(isMeant: (session: SimulatedSession) => boolean = () => true): VendorSession[] {
  const now = Date.now();
  return [...sessionsWithin(now, now + 1)]
    .filter(isMeant)
    .map(({ id, startMs }) => ({ id, participants: 2, startedAt: new Date(startMs) }));
}
