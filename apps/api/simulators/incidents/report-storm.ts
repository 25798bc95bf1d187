import { setMaxListeners } from 'node:events';
import { DAY_MS } from '../chance/rhythm';
import { ndjsonBodies, reportOf } from '../sessions/session-report';
import { sessionsWithin } from '../sessions/simulated-session';
import { wait } from '../wait';
import type { WatchroomClient } from '../watchroom/watchroom-client';

const SENDERS = 32;
const LINES = 300;
const PAUSE_MS = 100;
const REFUSED_PAUSE_MS = 1_000;

/**
 * Many senders repeat the same body of finished sessions at once, until told to stop. Watchroom learns nothing new,
 * but each body holds a database connection until the rows are free of the others: more bodies than connections make
 * callers wait, at little cost in processor time. Each sender has one request underway at most.
 */
export function startReportStorm(watchroom: WatchroomClient, nowMs: number): () => void {
  const body = finishedSessions(nowMs);
  const stopped = new AbortController();
  setMaxListeners(SENDERS, stopped.signal);
  const send = async () => {
    while (!stopped.signal.aborted) {
      await watchroom.postSessions(body).catch(() => wait(REFUSED_PAUSE_MS, stopped.signal));
      await wait(PAUSE_MS, stopped.signal);
    }
  };
  for (let sender = 0; sender < SENDERS; sender++) void send();
  return () => stopped.abort();
}

/** Finished sessions of the past, the ones that Watchroom was told of already. */
function finishedSessions(nowMs: number): Uint8Array {
  const dayAgo = nowMs - DAY_MS;
  const finished = [...sessionsWithin(dayAgo - 2 * DAY_MS, dayAgo)].filter(({ endMs }) => endMs < dayAgo);
  const lines = finished.slice(0, LINES).map((session) => reportOf(session, nowMs));
  return Buffer.from([...ndjsonBodies(lines)].join(''));
}
