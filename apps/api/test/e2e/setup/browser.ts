import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

interface More {
  args?: string[];
  /** Beside those of this process. */
  env?: Record<string, string>;
}

/** Chromium of CHROMIUM_PATH, else of the system, else the one that comes as an npm package. */
export async function launchBrowser({ args = [], env = {} }: More = {}): Promise<Browser> {
  const chosen = [process.env.CHROMIUM_PATH, ...SYSTEM].find(
    (path) => path !== undefined && existsSync(path),
  );
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launch = (executablePath: string, own: string[]) =>
    chromium.launch({ executablePath, args: [...own, ...QUIET, ...args], env: { ...process.env, ...env } });
  if (chosen !== undefined) return launch(chosen, sandbox);
  const { default: packaged } = await import('@sparticuz/chromium');
  return launch(await packaged.executablePath(), packaged.args);
}
