import { REFETCH_MS } from '../../lib/cadence';
import { HOUR_MS } from '../../lib/time-units';

/** When a source was asked last, in ms of the server's clock; 0 = never. */
export interface Asked {
  answeredAt: number;
  failedAt: number;
}

/**
 * Whole seconds until the figure that is due first is asked for again, of those that are asked for every `everyMs`; 0
 * while it is being asked for, null before anything was.
 */
export function secondsToRefresh(asked: Asked[], nowMs: number, everyMs = REFETCH_MS): number | null {
  const due = asked
    .map(({ answeredAt, failedAt }) => Math.max(answeredAt, failedAt))
    .filter((at) => at > 0)
    .map((at) => at + everyMs);
  if (due.length === 0) return null;
  const next = Math.min(...due);
  return Math.min(everyMs / 1000, Math.max(0, Math.ceil((next - nowMs) / 1000)));
}

export const refreshText = (seconds: number | null): string =>
  seconds === null
    ? 'Asking for figures'
    : seconds === 0
      ? 'Asking for new figures'
      : `New figures in ${seconds} s`;

/** A word on the sign-in during its last hour; null before. */
export function expiryText(expiresAt: string, nowMs: number): string | null {
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (Number.isNaN(leftMs) || leftMs > HOUR_MS) return null;
  const minutes = Math.max(0, Math.floor(leftMs / 60_000));
  return minutes === 0
    ? 'This sign-in ends now. Sign in again.'
    : `This sign-in ends in ${minutes} min. Sign in again before.`;
}
