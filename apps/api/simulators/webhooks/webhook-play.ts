import { LONGEST_MS } from '../sessions/simulated-session';
import type { WebhookSecrets } from '../stand-ins';
import type { WebhookSender } from '../vendors/webhook-sender';
import {
  sentByBeyondPresence,
  signedByDaily,
  signedByLivekit,
  type SignedWebhook,
} from '../vendors/webhook-signers';
import { RefusedByWatchroom, WatchroomAway } from '../watchroom/watchroom-client';
import type { CallPlay } from './call-play';
import type { VendorEvent } from './vendor-event';

/** Vendors do not wait for one room to tell of another. */
const AT_ONCE = 16;

/**
 * Sends what happens in the rooms as the vendors do. What Watchroom did not take is sent again with the next tick;
 * what it took already it knows by its id.
 */
export class WebhookPlay {
  private toldUntilMs = 0;
  private waiting: VendorEvent[] = [];
  private hasSaidHello = false;

  constructor(
    private readonly sender: WebhookSender,
    private readonly secrets: WebhookSecrets,
    private readonly calls: CallPlay,
  ) {}

  /** @throws WatchroomAway: the next tick then covers this one's time too; RefusedByWatchroom: it does not */
  async tick(nowMs: number): Promise<void> {
    await this.sayHello();
    const sinceMs = Math.max(this.toldUntilMs, nowMs - LONGEST_MS);
    this.waiting.push(...this.calls.planned(sinceMs, nowMs), ...this.calls.moved(nowMs));
    this.toldUntilMs = nowMs;
    while (this.waiting.length > 0) {
      const together = this.waiting.slice(0, AT_ONCE);
      const sent = await Promise.allSettled(together.map((event) => this.send(this.signed(event))));
      const failed = sent.find((one) => one.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      this.waiting.splice(0, together.length);
    }
  }

  /** As Beyond Presence tries the door when its address is entered there. */
  private async sayHello(): Promise<void> {
    if (this.hasSaidHello) return;
    const hello = { event_type: 'test', message: 'hello', timestamp: new Date().toISOString() };
    await this.send(sentByBeyondPresence(hello, this.secrets.beyondPresence));
    this.hasSaidHello = true;
  }

  private signed({ vendor, body }: VendorEvent): SignedWebhook {
    const { daily, livekit, beyondPresence } = this.secrets;
    switch (vendor) {
      case 'daily_co':
        return signedByDaily(body, daily, new Date());
      case 'livekit':
        return signedByLivekit(body, livekit, new Date());
      case 'beyond_presence':
        return sentByBeyondPresence(body, beyondPresence);
    }
  }

  private async send(webhook: SignedWebhook): Promise<void> {
    const status = await this.sender.send(webhook);
    if (status === null || status === 429 || status >= 500)
      throw new WatchroomAway(status === null ? 'no answer' : `it answered ${status}`, null);
    if (status >= 300) {
      this.waiting = [];
      throw new RefusedByWatchroom(status, 'a webhook');
    }
  }
}
