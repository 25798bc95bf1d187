import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../launcher/postgres/embedded-postgres';
import { processesIn } from './process-tree';

export const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));
export const START = join(ROOT, 'apps/api/launcher/start.mjs');
const READY = /Watchroom is ready: (\S+)/;
const READY_WITHIN_MS = 90_000;

export interface RunningWatchroom {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Everything that was printed so far. */
  output(): string;
  ingestToken(): string;
  /** Ends it as Ctrl-C does; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** `npm start` without npm, in a data directory and on a port of its own. */
export async function startWatchroom(
  env: Record<string, string> = {},
  dataDir = newDataDirectory(),
  [command, ...args]: [string, ...string[]] = [process.execPath, START, 'launch'],
): Promise<RunningWatchroom> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      void ended(child, dataDir);
      reject(new Error(`Not ready in time:\n${output}`));
    }, READY_WITHIN_MS);
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = READY.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(new URL(found).origin);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => (clearTimeout(timer), reject(new Error(`Ended with ${code}:\n${output}`))));
  });
  return {
    url,
    dataDir,
    process: child,
    output: () => output,
    ingestToken: () =>
      (JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { ingest: string }).ingest,
    stop: () => ended(child, dataDir),
  };
}

export const newDataDirectory = (): string => mkdtempSync(join(tmpdir(), 'watchroom-e2e-'));

/** Ends it as Ctrl-C does, then whatever a killed launcher left behind. */
async function ended(child: ChildProcess, dataDir: string): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    await exit;
  }
  for (const { pid } of processesIn(dataDir)) process.kill(pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
  return child.exitCode;
}
