import { dirname, join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the demo platform is told by the process that starts it. */
export interface PlatformSettings {
  watchroomUrl: string;
  ingestToken: string;
  /** Where it leaves the address of its control server. */
  controlFile: string;
  /** Where it remembers which minutes Watchroom knows. */
  minutesFile: string;
  /** Whether incidents come by themselves. */
  incidents: boolean;
}

/** @throws Error that names every faulty variable at once. */
export function readPlatformSettings(env: Environment = process.env): PlatformSettings {
  const watchroomUrl = env.DEMO_WATCHROOM_URL ?? '';
  const ingestToken = env.DEMO_INGEST_TOKEN ?? '';
  const controlFile = env.DEMO_CONTROL_FILE ?? '';
  const faults = [
    /^https?:$/.test(protocolOf(watchroomUrl)) ? null : 'DEMO_WATCHROOM_URL: must be an http address',
    ingestToken === '' ? 'DEMO_INGEST_TOKEN: is required' : null,
    controlFile === '' ? 'DEMO_CONTROL_FILE: is required' : null,
  ].filter((fault) => fault !== null);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    watchroomUrl: watchroomUrl.replace(/\/+$/, ''),
    ingestToken,
    controlFile,
    minutesFile: join(dirname(controlFile), 'demo-minutes.json'),
    incidents: env.DEMO_INCIDENTS?.toLowerCase() !== 'off',
  };
}

/** Where `npm run demo` looks for a running demo: the same place below DATA_DIR where the launcher puts it. */
export function controlFilePath(env: Environment = process.env, root = repositoryRoot()): string {
  const dataDir = resolve(root, env.DATA_DIR?.trim() || '.watchroom');
  return env.DEMO_CONTROL_FILE?.trim() || join(dataDir, 'demo.json');
}

function repositoryRoot(): string {
  const here = new URL(import.meta.url).pathname;
  return decodeURIComponent(here.slice(0, here.lastIndexOf('/apps/api/')));
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');
