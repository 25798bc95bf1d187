import { once } from 'node:events';
import { setPriority } from 'node:os';
import { run } from './seeding/demo-past-seeding';

/** Whoever looks at the page has the processor first. */
const NICENESS = 10;

let hasTold = false;

/** Tells the launcher, once, and waits until it has time for the rest; without one (started by hand) nobody listens. */
async function recentWritten(): Promise<void> {
  if (hasTold || !process.connected) return;
  hasTold = true;
  const goOn = once(process, 'message');
  const alone = once(process, 'disconnect');
  process.send?.({ kind: 'recent-written' });
  await Promise.race([goOn, alone]);
  setPriority(NICENESS);
}

run(process.env, recentWritten)
  .catch((error: unknown) => {
    console.error('The past of the demo could not be written:', error);
    process.exitCode = 1;
  })
  .finally(() => process.connected && process.disconnect());
