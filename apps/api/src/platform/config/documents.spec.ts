import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FOLDER_CONNECTIONS, INTAKE_CONNECTIONS } from '../database/thread-connections';
import { projectRoot } from './env';
import { readConfig } from './read-config';

const document = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

/** Every variable that the settings are read from, seen by reading them. */
function variables(): string[] {
  const asked = new Set<string>();
  const env = new Proxy<Record<string, string>>({}, { get: (_env, name) => void asked.add(String(name)) });
  readConfig(env, projectRoot);
  return [...asked].filter((name) => name !== 'NODE_ENV');
}

const READMES = [
  'README.md',
  'apps/api/README.md',
  'apps/web/README.md',
  'apps/api/simulators/README.md',
  'libs/contracts/README.md',
];

/** Words in backticks that are paths of files or folders of ours. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?|[\w-]+\.(?:yml|md|json|ts|mjs|cjs))`/g)].map(
    ([, path]) => path ?? '',
  );

/** Addresses and files that exist only where Watchroom runs. */
const ELSEWHERE = /^(\.watchroom|DATA_DIR|api|admin|health)\//;

describe('documents', () => {
  it('tell of every setting, and of none that is not read', () => {
    const example = [...document('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(new Set(example)).toEqual(new Set([...variables(), 'POSTGRES_PASSWORD']));
    for (const name of variables()) expect(document('README.md')).toContain(`\`${name}\``);
  });

  it('pass every setting on to the container but those that it sets itself', () => {
    const compose = document('docker-compose.yml');
    const own = new Set(['DATA_DIR', 'DEMO', 'HOST', 'PORT']);
    for (const name of variables())
      if (!own.has(name)) expect(compose).toMatch(new RegExp(`^ +${name}: `, 'm'));
  });

  it('tell how many connections a replica opens beside those of DATABASE_POOL_SIZE', () => {
    const beside = `up to ${INTAKE_CONNECTIONS + FOLDER_CONNECTIONS} more`;
    expect(document('README.md')).toMatch(new RegExp(`^\\| \`DATABASE_POOL_SIZE\`.*${beside}`, 'm'));
    expect(document('.env.example')).toMatch(new RegExp(`^# .*${beside}.*\\n# DATABASE_POOL_SIZE=`, 'm'));
    expect(document('apps/web/src/features/database/database-pool.explanation.ts')).toContain(beside);
  });

  it.each(READMES)('%s names no path that is not there', (readme) => {
    const places = [projectRoot, join(projectRoot, dirname(readme))];
    const lost = pathsIn(document(readme))
      .filter((path) => !ELSEWHERE.test(path))
      .filter((path) => !places.some((place) => existsSync(join(place, path))));
    expect(lost).toEqual([]);
  });
});
