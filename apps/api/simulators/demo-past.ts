import { once } from 'node:events';
import { setPriority } from 'node:os';
import { type PastWritten, run } from './seeding/demo-past-seeding';

type Told = { kind: 'database'; url: string } | { kind: 'go-on' };

const LEAST_CLAIM = 19;
const toldAlready = new Set<PastWritten>();

/** Tells the launcher, once, and waits until it has time for more; without one (started by hand) nobody listens. */
async function written(what: PastWritten): Promise<void> {
  if (toldAlready.has(what) || !process.connected) return;
  toldAlready.add(what);
  const goOn = once(process, 'message');
  const alone = once(process, 'disconnect');
  process.send?.({ kind: what });
  await Promise.race([goOn, alone]);
  if (what === 'recent-written') setPriority(LEAST_CLAIM); // somebody is looking at the page by now
}

/** Known at once where it is started by hand; else the launcher tells once it answers. */
async function databaseUrl(): Promise<string | undefined> {
  if (process.env.DATABASE_URL || !process.connected) return process.env.DATABASE_URL;
  const [told] = (await Promise.race([once(process, 'message'), once(process, 'disconnect')])) as [Told?];
  return told?.kind === 'database' ? told.url : undefined;
}

run(process.env, databaseUrl(), written)
  .catch((error: unknown) => {
    console.error('The past of the demo could not be written:', error);
    process.exitCode = 1;
  })
  .finally(() => process.connected && process.disconnect());
