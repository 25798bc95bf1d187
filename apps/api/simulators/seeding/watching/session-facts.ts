import type { ExternalServiceKey } from '@watchroom/contracts';
import {
  NOTHING_FELT,
  type SessionsSeen,
  SESSIONS_WINDOW_MS,
} from '../../../src/core/witnesses/witness-facts';
import { MINUTE_MS } from '../../chance/rhythm';
import { sessionsWithin } from '../../sessions/simulated-session';

/** How the sessions of the play would have been on each service, looked at once a minute. */
export class SessionFacts {
  private known: { minuteMs: number; seen: Map<ExternalServiceKey, SessionsSeen> } | null = null;

  at(atMs: number, service: ExternalServiceKey): SessionsSeen {
    const minuteMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
    if (this.known?.minuteMs !== minuteMs) this.known = { minuteMs, seen: seenAt(minuteMs) };
    return this.known.seen.get(service) ?? NOTHING_FELT;
  }
}

function seenAt(atMs: number): Map<ExternalServiceKey, SessionsSeen> {
  const seen = new Map<ExternalServiceKey, SessionsSeen>();
  for (const { provider, usualQuality } of sessionsWithin(atMs - SESSIONS_WINDOW_MS, atMs)) {
    const { bad, n } = seen.get(provider)?.quality ?? NOTHING_FELT.quality;
    const quality = { bad: bad + (usualQuality === 'poor' ? 1 : 0), n: n + 1, newestAt: new Date(atMs) };
    seen.set(provider, { ...NOTHING_FELT, quality });
  }
  return seen;
}
