import 'reflect-metadata';
import { join } from 'node:path';
import { type OutputOptions, type RolldownOptions, watch } from 'rolldown';
import { createServer } from 'vite';
import { environment, projectRoot } from '../src/platform/config/env';
import { readConfig } from '../src/platform/config/read-config';
import { onNpmGone } from './processes';
import { tell } from './tell';
import { Watchroom } from './watchroom';

/** `npm run dev`: everything `npm start` has, the API built and started again at each change, the page with hot reload. */
async function develop(): Promise<void> {
  const config = readConfig(environment, projectRoot);
  const watchroom = new Watchroom(config, environment, projectRoot);
  const end = (code: number) => void watchroom.stop().finally(() => process.exit(code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  onNpmGone(environment.npm_lifecycle_event !== undefined, () => end(0));
  try {
    await watchroom.start();
    await watchApi(watchroom);
    await servePage(watchroom.origin);
  } catch (error) {
    if (watchroom.isStopping) return;
    tell(error);
    end(1);
  }
}

async function watchApi(watchroom: Watchroom): Promise<void> {
  const room = join(projectRoot, 'apps/api');
  process.chdir(room); // the build's inputs are named from there
  const { default: build } = (await import(join(room, 'rolldown.config.mjs'))) as {
    default: RolldownOptions;
  };
  const watcher = watch({ ...build, output: { ...outputOf(build), cleanDir: false } });
  let isFirst = true;
  watcher.on('event', async (event) => {
    if (event.code === 'BUNDLE_END') await event.result.close();
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'END' && !isFirst) await watchroom.restartApi();
    if (event.code === 'END') isFirst = false;
  });
}

const outputOf = ({ output }: RolldownOptions): OutputOptions =>
  (Array.isArray(output) ? output[0] : output) ?? {};

async function servePage(api: string): Promise<void> {
  const server = await createServer({
    root: join(projectRoot, 'apps/web'),
    server: { proxy: { '/api': api } },
  });
  await server.listen();
  server.printUrls();
}

develop().catch((error: unknown) => {
  tell(error);
  process.exit(1);
});
