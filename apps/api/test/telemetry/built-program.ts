import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { environment } from '../../src/platform/config/env';
import { ROOT } from '../e2e/setup/watchroom';

/** The program of this thread, built from the sources as they are. */
export async function builtProgram(name: 'otlp-intake' | 'folder'): Promise<URL> {
  const api = join(ROOT, 'apps/api');
  const rolldown = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
  await promisify(execFile)(process.execPath, [rolldown, '-c', 'test/telemetry/rolldown.config.mjs'], {
    cwd: api,
    env: { ...environment, PROGRAM: name },
  });
  return pathToFileURL(join(api, 'test/telemetry/dist', name, `${name}.js`));
}
