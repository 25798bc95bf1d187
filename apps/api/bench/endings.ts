import { onNpmGone } from '../launcher/processes';
import { environment } from '../src/platform/config/env';

type Stop = () => Promise<void>;

/** What this bench has started and nobody else would end; an embedded server survives whoever started it. */
const started = new Set<Stop>();

/** `stop` is called when the bench is ended before its time, unless the answered function was called before. */
export function endWithUs(stop: Stop): () => void {
  started.add(stop);
  return () => started.delete(stop);
}

let ending: Promise<never> | null = null;

/** Ends everything, the newest first, and then this program. */
export const endAll = (why: string): Promise<never> => (ending ??= endEach(why));

async function endEach(why: string): Promise<never> {
  console.error(why);
  for (const stop of [...started].toReversed()) await stop().catch((error: unknown) => console.error(error)); // the others must be ended all the same
  process.exit(1);
}

/** From now on nothing is left behind, however this program is asked to end. */
export function mindSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void endAll(signal));
  onNpmGone(environment.npm_lifecycle_event !== undefined, () => void endAll('npm is gone'));
}
