import { setTimeout } from 'node:timers/promises';
import type { SignedWebhook } from './webhook-signers';

const WAIT_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/** Sends webhooks to one Watchroom; `url` is its origin. */
export class WebhookSender {
  constructor(private readonly url: string) {}

  /** The status of the answer; null when there was none. */
  async once({ path, headers, body }: SignedWebhook): Promise<number | null> {
    try {
      const answer = await fetch(`${this.url}/api/webhooks${path}`, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
        signal: AbortSignal.timeout(WAIT_MS),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    }
  }

  /** As LiveKit does: again after no answer, 429 or 5xx, each time later. The last status. */
  async repeatedly(webhook: SignedWebhook, mostTimes = 5): Promise<number | null> {
    for (let times = 1; ; times++) {
      const status = await this.once(webhook);
      const again = status === null || status === 429 || status >= 500;
      if (!again || times === mostTimes) return status;
      await setTimeout(Math.min(FIRST_PAUSE_MS * 2 ** times, LONGEST_PAUSE_MS));
    }
  }
}
