import type { Complaints } from './complaints';
import { wait } from './wait';

/** Does `work` every so often until the signal; rounds never overlap, and a failed one only makes it complain. */
export async function steadily(
  what: string,
  everyMs: number,
  work: () => Promise<void> | void,
  { signal, complaints }: { signal: AbortSignal; complaints: Complaints },
): Promise<void> {
  for (;;) {
    await wait(everyMs, signal);
    if (signal.aborted) return;
    try {
      await work();
      complaints.settled(what);
    } catch (error) {
      if (!signal.aborted) complaints.about(what, error);
    }
  }
}
