import { setMaxListeners } from 'node:events';
import { DAY_MS } from '../chance/rhythm';
import { ndjsonBodies, reportOf } from '../sessions/session-report';
import { sessionsWithin } from '../sessions/simulated-session';
import { PAST_DAYS } from '../sessions/session-play';
import { wait } from '../wait';
import type { WatchroomClient } from '../watchroom/watchroom-client';

const SENDERS = 24;
const PAUSE_MS = 100;

/**
 * Many senders repeat the same big bodies of finished sessions at once, until told to stop: Watchroom learns nothing
 * new, but each body holds one of its database connections. Each sender has one request underway at most.
 */
export function startReportStorm(watchroom: WatchroomClient, nowMs: number): () => void {
  const bodies = bigBodies(nowMs);
  const stopped = new AbortController();
  setMaxListeners(SENDERS, stopped.signal);
  const sender = async (index: number) => {
    for (let turn = index; !stopped.signal.aborted; turn++) {
      const body = bodies[turn % bodies.length];
      if (body) await watchroom.postSessions(body).catch(() => undefined);
      await wait(PAUSE_MS, stopped.signal);
    }
  };
  for (let index = 0; index < SENDERS; index++) void sender(index);
  return () => stopped.abort();
}

/** Finished sessions of the past, the ones that Watchroom was told of already. */
function bigBodies(nowMs: number): Uint8Array[] {
  const lines = function* () {
    for (const session of sessionsWithin(nowMs - (PAST_DAYS - 1) * DAY_MS, nowMs))
      if (session.endMs < nowMs - DAY_MS) yield reportOf(session, nowMs);
  };
  return [...ndjsonBodies(lines())].map((body) => Buffer.from(body));
}
