import { readPlatformSettings } from './demo-settings';
import { DemoPlay } from './demo-play';

const FORCED_END_MS = 5_000;

/** Tells the launcher; without one (started by hand) nobody listens. */
const tellLauncher = (message: object) => {
  if (process.connected) process.send?.(message);
};

async function play(demo: DemoPlay): Promise<void> {
  await demo.tellPast();
  tellLauncher({ kind: 'past-written' });
  demo.begin();
}

async function main(): Promise<void> {
  const demo = await DemoPlay.open(readPlatformSettings());
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), FORCED_END_MS).unref();
    void demo.close().finally(() => process.exit(0));
  };
  for (const reason of ['SIGTERM', 'disconnect']) process.once(reason, end);
  // Ctrl-C reaches the whole group: the launcher then ends its children in the right order.
  process.on('SIGINT', () => (process.connected ? undefined : end()));
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    play(demo).catch((error: unknown) => console.error('The demo could not begin:', error));
  };
  process.on('message', (message: { kind?: unknown } | null) => {
    if (message?.kind === 'watchroom-ready') begin();
  });
  tellLauncher({ kind: 'stand-ins', env: demo.env });
  if (!process.connected) begin();
}

main().catch((error: unknown) => {
  console.error(
    `The demo platform could not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
});
