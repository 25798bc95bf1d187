// Every optional platform package that a locked package names must itself be locked, or `npm ci` fails on other platforms.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').pop()));
const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !locked.has(name))
    .map((name) => `${name}, wanted by ${path || 'the root'}`),
);
const hosts = Object.values(packages).filter(
  ({ resolved }) => resolved && !resolved.startsWith('libs/') && !resolved.startsWith('apps/'),
);
for (const line of missing) console.error(`Not in package-lock.json: ${line}`);
if (missing.length > 0) console.error('Cure: rm -rf node_modules package-lock.json && npm install');
if (hosts.length > 0)
  console.error(
    `${hosts.length} packages name a registry host. Cure: npm install --omit-lockfile-registry-resolved`,
  );
process.exit(missing.length + hosts.length > 0 ? 1 : 0);
