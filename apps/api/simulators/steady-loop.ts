import { setTimeout as pause } from 'node:timers/promises';
import type { Complaints } from './complaints';

/** Does `work` every so often until the signal; rounds never overlap, and a failed one only makes it complain. */
export async function steadily(
  what: string,
  everyMs: number,
  work: () => Promise<void> | void,
  { signal, complaints }: { signal: AbortSignal; complaints: Complaints },
): Promise<void> {
  for (;;) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await work();
      complaints.settled(what);
    } catch (error) {
      if (!signal.aborted) complaints.about(what, error);
    }
  }
}
