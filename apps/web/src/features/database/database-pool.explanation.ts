import type { DatabaseMetrics } from '@watchroom/contracts';
import { evidenceFacts, type Explanation } from '../../lib/explanation';

export function explainDatabasePool(pool: DatabaseMetrics | undefined, nowMs: number): Explanation {
  return {
    means:
      "Watchroom's own connections to its database: in use, open but idle, and how many it may open at most. When all of them are in use, callers wait in a queue; who waits too long gives up (a time-out). The waits are measured at every request for a connection. Over time, each connection counts for as long as it was in use; the band above the line reaches to the most at one moment of any one process.",
    facts: pool
      ? evidenceFacts(pool.evidence.wait_ms, 'request for a connection', nowMs, 'requests for a connection')
      : [],
    levels: [
      { tone: 'ok', text: 'Green: nobody waits, and 19 of 20 get a connection within 100 ms.' },
      { tone: 'warning', text: 'Yellow: callers are waiting, or one in twenty waits longer than 100 ms.' },
      { tone: 'critical', text: 'Red: callers gave up waiting in the last 5 minutes.' },
      { tone: 'unknown', text: 'Grey: no process of Watchroom reports its connections.' },
    ],
  };
}
