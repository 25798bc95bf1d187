import { HOUR_MS } from '../chance/rhythm';
import type { Weather } from '../sessions/session-play';
import { sessionsWithin, type SimulatedSession } from '../sessions/simulated-session';
import type { WebhookSender } from '../vendors/webhook-sender';
import {
  type LivekitKeys,
  sentByBeyondPresence,
  signedByDaily,
  signedByLivekit,
  type SignedWebhook,
} from '../vendors/webhook-signers';
import { RefusedByWatchroom, WatchroomAway } from '../watchroom/watchroom-client';
import { eventsOf } from './meeting-events';

export interface WebhookSecrets {
  daily: string;
  livekit: LivekitKeys;
  beyondPresence: string;
}

/** Longer than any session is open: who opens late is told of the beginnings, too. */
const BACK_MS = 2 * HOUR_MS;

/**
 * Sends what the vendors would send of the sessions. Which events there are is a function of the time and their ids
 * stay the same, so that what was sent twice counts once.
 */
export class WebhookPlay {
  private toldUntilMs: number | null = null;

  constructor(
    private readonly sender: WebhookSender,
    private readonly secrets: WebhookSecrets,
    private readonly weather: Weather,
  ) {}

  /**
   * Everything since the last tick, in the order of time.
   * @throws WatchroomAway: the next tick then covers this one's time too; RefusedByWatchroom: it does not
   */
  async tick(nowMs: number): Promise<void> {
    const sinceMs = this.toldUntilMs ?? nowMs - BACK_MS;
    if (this.toldUntilMs === null)
      await this.send(
        sentByBeyondPresence({ event_type: 'test', message: 'a trial' }, this.secrets.beyondPresence),
      );
    const due = [...sessionsWithin(sinceMs - HOUR_MS, nowMs)].flatMap((session) =>
      eventsOf(session, this.weather.byProvider.get(session.provider) ?? this.weather.all)
        .filter(({ atMs }) => atMs >= sinceMs && atMs < nowMs)
        .map(({ atMs, body }) => ({ atMs, body, provider: session.provider })),
    );
    for (const { body, provider } of due.toSorted((a, b) => a.atMs - b.atMs))
      await this.send(this.signed(body, provider));
    this.toldUntilMs = nowMs;
  }

  private signed(body: object, provider: SimulatedSession['provider']): SignedWebhook {
    const now = new Date();
    return provider === 'daily_co'
      ? signedByDaily(body, this.secrets.daily, now)
      : signedByLivekit(body, this.secrets.livekit, now);
  }

  private async send(webhook: SignedWebhook): Promise<void> {
    const status = await this.sender.send(webhook);
    if (status === null || status >= 500)
      throw new WatchroomAway(`a webhook got ${status ?? 'no answer'}`, null);
    if (status >= 400) throw new RefusedByWatchroom(status, `a webhook for ${webhook.path.split('/')[1]}`);
  }
}
