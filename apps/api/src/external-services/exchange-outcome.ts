import type { FailureKind, ProbeOutcome } from '../core/external-services/probe-outcome';
import type { Answer, Exchanged } from './exchange';
import { type JsonObject, jsonObjectIn } from './json-object';

/**
 * What an exchange says of a service, as all three vendors mean their status codes: 401 and 403 = reachable with
 * wrong credentials, 402 = account used up, 429 = throttled, 5xx = failing. `isAsItShould` looks at the shape of
 * a 2xx answer: a page of a proxy or a parked domain is not an answer. `now`: when it came.
 */
export function outcomeOf(
  exchanged: Exchanged,
  isAsItShould: (answer: Answer) => boolean,
  now: Date,
): ProbeOutcome {
  if (exchanged.kind !== 'answer') return exchanged;
  const { status, latencyMs } = exchanged;
  if (status === 401 || status === 403) return { kind: 'misconfigured', latencyMs, httpStatus: status };
  if (status === 402) return { kind: 'quota', latencyMs };
  if (status === 429) return { kind: 'throttled', latencyMs, retryAfterMs: retryAfterMs(exchanged, now) };
  if (status >= 500) return failed('status5xx', exchanged);
  const isGood = status >= 200 && status < 300 && isAsItShould(exchanged);
  return isGood ? { kind: 'answered', latencyMs } : failed('malformed', exchanged);
}

/** A failure that the service itself answered with. */
export const failed = (failure: FailureKind, { latencyMs, status }: Answer): ProbeOutcome => ({
  kind: 'failed',
  failure,
  latencyMs,
  httpStatus: status,
  network: false,
});

/** The JSON object in a body; null when it holds anything else. */
export const objectIn = ({ body }: Answer): JsonObject | null => jsonObjectIn(body);

/** RFC 9110 Retry-After, seconds or a date, in ms from `now`; null when absent or not understood. */
export function retryAfterMs({ headers }: Pick<Answer, 'headers'>, now: Date): number | null {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = /^[A-Za-z]{3},/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
