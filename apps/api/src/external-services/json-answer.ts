import type { NotCounted } from '../core/external-services/count-outcome';
import type { Clock } from '../platform/clock/clock';
import { exchange, type Question } from './exchange';
import { retryAfterMs } from './exchange-outcome';
import { isRandomId } from './seal';

/** Lists of a vendor with thousands of meetings are some megabytes; more would hold up everybody while it is read. */
const LARGEST_LIST_BYTES = 8 * 1024 * 1024;

/** Whether one request may be sent now; granted, it counts as sent. */
export type MayAsk = () => Promise<'granted' | 'spent' | 'paused'>;

/** What is needed to ask a vendor for a list. */
export interface Asking {
  timeoutMs: number;
  signal: AbortSignal;
  mayAsk?: MayAsk | undefined;
  clock: Pick<Clock, 'now'>;
}

/** The JSON of a 2xx answer, or why there is none. Status codes as in `outcomeOf`. Rejects only when aborted. */
export async function askForJson(
  question: Question,
  { timeoutMs, signal, mayAsk, clock }: Asking,
): Promise<{ kind: 'json'; value: unknown } | NotCounted> {
  const leave = (await mayAsk?.()) ?? 'granted';
  if (leave !== 'granted') return notCounted(leave);
  const exchanged = await exchange(question, timeoutMs, signal, LARGEST_LIST_BYTES);
  if (exchanged.kind === 'misconfigured') return notCounted('misconfigured');
  if (exchanged.kind === 'failed') return notCounted(exchanged.failure);
  const { status, body } = exchanged;
  if (status === 401 || status === 403) return notCounted('misconfigured');
  if (status === 402) return notCounted('quota');
  if (status === 404 || status === 405) return notCounted('not_there');
  if (status === 429) return { kind: 'throttled', retryAfterMs: retryAfterMs(exchanged, clock.now()) };
  if (status >= 500) return notCounted('status5xx');
  if (status < 200 || status >= 300) return notCounted('malformed');
  try {
    return { kind: 'json', value: JSON.parse(body) };
  } catch {
    return notCounted('malformed');
  }
}

export const notCounted = (reason: Extract<NotCounted, { kind: 'not_counted' }>['reason']): NotCounted => ({
  kind: 'not_counted',
  reason,
});

/** An id as vendors make them, kept as `Seal.randomId` keeps it; null for anything else, which may be a name. */
export const randomId = (value: unknown): string | null =>
  typeof value === 'string' && isRandomId(value) ? value : null;
