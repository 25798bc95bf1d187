import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const src = join(import.meta.dirname, '../..');

it('no two kinds of work share the key of a lock: one would wait for the other', () => {
  const keys = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => readFileSync(join(src, file), 'utf8').match(/7_270_112_\d{3}/g) ?? []);
  expect(keys.length).toBeGreaterThan(8);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
