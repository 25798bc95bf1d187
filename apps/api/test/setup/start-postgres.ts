import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../launcher/postgres/embedded-postgres';
import { makeTemplate } from './database';

/** One server for the whole run; suites get their databases from `test/setup/database.ts`. */
export default async function startPostgres(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'watchroom-test-'));
  chmodSync(directory, 0o755);
  const server = new EmbeddedPostgres(directory, 'test-only-password', {
    fsync: 'off',
    max_connections: '200',
  });
  const url = await server.start();
  await makeTemplate(url);
  process.env.TEST_DATABASE_URL = url;
  (globalThis as { testServer?: { server: EmbeddedPostgres; directory: string } }).testServer = {
    server,
    directory,
  };
}
