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

/** Chromium of CHROMIUM_PATH, else of the system, else the one that comes as an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const chosen = [process.env.CHROMIUM_PATH, ...SYSTEM].find(
    (path) => path !== undefined && existsSync(path),
  );
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (chosen !== undefined) return chromium.launch({ executablePath: chosen, args: [...QUIET, ...sandbox] });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...QUIET],
  });
}
