import type { Environment } from '../../src/platform/config/setting-reader';
import {
  sentByBeyondPresence,
  signedByDaily,
  signedByLivekit,
  type SignedWebhook,
} from '../../simulators/vendors/webhook-signers';
import {
  startTestApplication,
  type TestApplication,
  type TestApplicationOptions,
} from '../setup/application';

export const DAILY_SECRET = 'NQrSA5z0FkJ44QPrFerW7uCc5kdNLv3l2FDEKDanL1U=';
export const LIVEKIT_KEYS = { apiKey: 'abcdefg', apiSecret: 'abababa' };
export const BEY_TOKEN = 'path-token-of-the-tests';

export const SECRETS: Environment = {
  DAILY_WEBHOOK_SECRET: DAILY_SECRET,
  LIVEKIT_API_KEY: LIVEKIT_KEYS.apiKey,
  LIVEKIT_API_SECRET: LIVEKIT_KEYS.apiSecret,
  BEYOND_PRESENCE_WEBHOOK_TOKEN: BEY_TOKEN,
};

type Body = object | string | Buffer;
export const daily = (event: Body, at = new Date()) => signedByDaily(event, DAILY_SECRET, at);
export const livekit = (event: Body, at = new Date()) => signedByLivekit(event, LIVEKIT_KEYS, at);
export const bey = (event: Body) => sentByBeyondPresence(event, BEY_TOKEN);

/** The API with the secrets of all vendors, and what its tables hold. */
export class WebhookRoom {
  private constructor(readonly api: TestApplication) {}

  static async open(more: Environment = {}, options?: TestApplicationOptions): Promise<WebhookRoom> {
    return new WebhookRoom(await startTestApplication({ ...SECRETS, ...more }, options));
  }

  async send({ path, headers, body }: SignedWebhook): Promise<{ status: number; body: string }> {
    const answer = await fetch(`${this.api.url}/api/webhooks${path}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    return { status: answer.status, body: await answer.text() };
  }

  async statusOf(webhook: SignedWebhook): Promise<number> {
    return (await this.send(webhook)).status;
  }

  query<Row>(sql: string): Promise<Row[]> {
    return this.api.database.dataSource.query(sql);
  }

  rows(): Promise<Record<string, unknown>[]> {
    return this.query('SELECT * FROM service_events ORDER BY at, id');
  }

  async counts(service: string): Promise<{ accepted: number; refused: number }> {
    const [row] = await this.query<{ accepted: number; refused: number }>(
      `SELECT coalesce(sum(accepted), 0)::int AS accepted, coalesce(sum(refused), 0)::int AS refused
       FROM webhook_deliveries WHERE service = '${service}'`,
    );
    return row!;
  }

  /** Row by row: whoever folds meanwhile must not be locked out. */
  async empty(): Promise<void> {
    for (const table of ['service_event_marks', 'service_events', 'webhook_deliveries'])
      await this.query(`DELETE FROM ${table}`);
  }

  close(): Promise<void> {
    return this.api.close();
  }
}
