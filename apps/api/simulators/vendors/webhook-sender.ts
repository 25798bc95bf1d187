import type { SignedWebhook } from './webhook-signers';

const WAIT_MS = 10_000;

/** Sends webhooks to one Watchroom; `url` is its origin. */
export class WebhookSender {
  constructor(private readonly url: string) {}

  /** The status of the answer; null when there was none. */
  async send({ path, headers, body }: SignedWebhook): Promise<number | null> {
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
}
