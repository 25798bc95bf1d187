import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { withEmbeddedDatabase } from '../../launcher/borrowed-database';
import { createTestDatabase } from '../setup/database';

const dataDir = mkdtempSync(join(tmpdir(), 'watchroom-borrowed-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const announce = (url: string) =>
  writeFileSync(join(dataDir, 'runtime.json'), JSON.stringify({ database_url: url, port: 1, pid: 1 }));

it('uses the database of a running Watchroom and leaves its directory alone', async () => {
  const database = await createTestDatabase();
  announce(database.url);
  expect(await withEmbeddedDatabase(dataDir, (url) => Promise.resolve(url))).toBe(database.url);
  expect(existsSync(join(dataDir, 'runtime.json'))).toBe(true);
  expect(existsSync(join(dataDir, 'launcher.pid'))).toBe(false);
  await database.drop();
});

it('starts its own when what was announced does not answer, and ends it also when the work fails', async () => {
  announce('postgresql://nobody:nothing@127.0.0.1:1/nowhere');
  let own = '';
  const work = withEmbeddedDatabase(dataDir, (url) => {
    own = url;
    return Promise.reject(new Error('the work failed'));
  });
  await expect(work).rejects.toThrow('the work failed');
  expect(own).toMatch(/^postgresql:\/\/watchroom:.+@127\.0\.0\.1:\d+\/watchroom$/);
  for (const gone of ['runtime.json', 'launcher.pid', 'postgres/postmaster.pid'])
    expect([gone, existsSync(join(dataDir, gone))]).toEqual([gone, false]);
});
