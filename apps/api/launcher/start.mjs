// Builds what is not built yet, then hands over to the built program of that name.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = process.argv[2];
const sources = [
  'apps/api/src',
  'apps/api/launcher',
  'apps/api/migrations',
  'apps/api/simulators',
  'apps/api/bench',
  'apps/api/rolldown.config.mjs',
  'apps/web/src',
  'apps/web/build',
  'apps/web/public',
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'libs/contracts/src',
  'package-lock.json',
];
const built = ['apps/api/dist/main.js', 'apps/web/dist/index.html'];

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isBuilt() {
  const oldest = Math.min(...built.map((path) => newest(join(root, path))));
  return oldest > 0 && sources.every((path) => newest(join(root, path)) <= oldest);
}

if (!existsSync(join(root, 'node_modules'))) {
  console.error('The packages are not installed. Run npm ci first.');
  process.exit(1);
}
if (!isBuilt()) {
  console.log('Building Watchroom (once) …');
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const build = spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (build.status !== 0) {
    console.error(
      `${build.stdout ?? ''}${build.stderr ?? ''}\nThe build failed; what is printed above says why.`,
    );
    process.exit(1);
  }
  const now = new Date(); // a build taken from the cache keeps its old times
  for (const path of built) utimesSync(join(root, path), now, now);
}
process.argv.splice(2, 1);
await import(join(root, 'apps/api/dist', `${program}.js`));
