import { readControlFile } from './control/control-file';
import { readWish, spokenOverview, spokenStart, usage, type Wish } from './control/demo-command';
import { controlFilePath } from './demo-settings';
import type { IncidentOverview } from './incidents/incident-kinds';

/** What is wrong and what to do about it. */
class CommandFault extends Error {}

const NOT_RUNNING =
  'The demo is not running. Start Watchroom with `npm start` (DEMO=on, its own database) and try again.';

const REQUESTS: Record<Exclude<Wish['kind'], 'misunderstood'>, string> = {
  list: 'GET',
  end: 'DELETE',
  incident: 'POST',
};

async function ask(wish: Exclude<Wish, { kind: 'misunderstood' }>): Promise<IncidentOverview> {
  const address = readControlFile(controlFilePath());
  if (!address) throw new CommandFault(NOT_RUNNING);
  const body = wish.kind === 'incident' ? JSON.stringify({ name: wish.name, seconds: wish.seconds }) : null;
  const answer = await fetch(`${address.url}/incidents`, {
    method: REQUESTS[wish.kind],
    headers: {
      authorization: `Bearer ${address.token}`,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    body,
    signal: AbortSignal.timeout(5_000),
  }).catch(() => Promise.reject(new CommandFault(NOT_RUNNING)));
  if (answer.ok) return (await answer.json()) as IncidentOverview;
  const { detail } = (await answer.json()) as { detail?: string };
  throw new CommandFault(detail ?? `The demo answered ${answer.status}.`);
}

async function main(): Promise<void> {
  const wish = readWish(process.argv.slice(2));
  if (wish.kind === 'misunderstood') {
    console.error(`${wish.detail}\n\n${usage()}`);
    process.exitCode = 2;
    return;
  }
  const overview = await ask(wish);
  if (wish.kind === 'incident') console.log(spokenStart(wish.name, wish.seconds, overview));
  else console.log(spokenOverview(overview));
  if (wish.kind === 'list') console.log(`\n${usage()}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof CommandFault ? error.message : error);
  process.exitCode = 1;
});
