import 'reflect-metadata';
import { environment, projectRoot } from '../src/platform/config/env';
import { readConfig } from '../src/platform/config/read-config';
import { onNpmGone } from './processes';
import { tell } from './tell';
import { Watchroom } from './watchroom';

/** `npm start`: everything that a working Watchroom needs, ended together. */
async function launch(): Promise<void> {
  const watchroom = new Watchroom(readConfig(environment, projectRoot), environment, projectRoot);
  const end = (code: number) => void watchroom.stop().finally(() => process.exit(code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  onNpmGone(environment.npm_lifecycle_event !== undefined, () => end(0));
  try {
    await watchroom.start();
  } catch (error) {
    if (watchroom.isStopping) return;
    tell(error);
    end(1);
  }
}

launch().catch((error: unknown) => {
  tell(error);
  process.exit(1);
});
