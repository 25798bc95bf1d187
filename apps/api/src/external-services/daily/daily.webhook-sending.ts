import { routes } from '@watchroom/contracts';
import type { WebhookSending } from '../../core/external-services/count-outcome';
import { type Asking, askForJson, notCounted } from '../json-answer';
import { isJsonObject } from '../json-object';

const OUR_PATH = `${routes.webhooks}/daily`;

/** Daily.co stops sending after three failures, silently: only its list of webhooks tells. */
export async function askDailyForWebhooks(
  apiUrl: string,
  apiKey: string,
  asking: Asking,
): Promise<WebhookSending> {
  const answer = await askForJson(
    { method: 'GET', url: `${apiUrl}/webhooks`, headers: { authorization: `Bearer ${apiKey}` } },
    asking,
  );
  return answer.kind === 'json' ? readWebhooks(answer.value) : answer;
}

/**
 * Of a list, or `{data: [list]}`: the webhook whose address ends as ours does, else all of them, as a proxy may give us
 * another path. Anything but ACTIVE is broken, and so is none at all. Secrets and addresses end here.
 */
export function readWebhooks(value: unknown): WebhookSending {
  const list = isJsonObject(value) ? value.data : value;
  if (!Array.isArray(list)) return notCounted('malformed');
  const all = list.filter(isJsonObject);
  const ours = all.filter(({ url }) => typeof url === 'string' && pathOf(url) === OUR_PATH);
  const meant = ours.length > 0 ? ours : all;
  const counts = meant.flatMap(({ failedCount }) => (typeof failedCount === 'number' ? [failedCount] : []));
  return {
    kind: 'told',
    isActive: meant.some(({ state }) => state === 'ACTIVE'),
    failedCount: counts.length === 0 ? null : Math.max(...counts),
  };
}

const pathOf = (url: string): string | null =>
  URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : null;
