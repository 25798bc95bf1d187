import { rmSync } from 'node:fs';
import type { EmbeddedPostgres } from '../../launcher/postgres/embedded-postgres';

export default async function stopPostgres(): Promise<void> {
  const { testServer } = globalThis as { testServer?: { server: EmbeddedPostgres; directory: string } };
  await testServer?.server.stop();
  if (testServer) rmSync(testServer.directory, { recursive: true, force: true });
}
