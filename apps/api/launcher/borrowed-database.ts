import pg from 'pg';
import { DataDirectory, DirectoryInUse } from './data-directory';
import { EmbeddedPostgres } from './postgres/embedded-postgres';
import { pause } from './processes';
import { readOrCreateSecrets } from './secrets';

const ANSWER_WITHIN_MS = 3_000;
/** A launcher that is just starting announces its database only when all of it answers. */
const PATIENCE_MS = 30_000;

/** The embedded database for the length of one command: the running one if there is one, else started for it. */
export async function withEmbeddedDatabase<T>(
  dataDir: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const directory = new DataDirectory(dataDir);
  const running = await runningDatabase(directory);
  if (running !== null) return work(running);
  const postgres = new EmbeddedPostgres(dataDir, readOrCreateSecrets(dataDir).database);
  try {
    return await work(await postgres.start());
  } finally {
    await postgres.stop();
    directory.close();
  }
}

/** Address of the running database; null = nobody runs one, and the directory is locked for us. */
async function runningDatabase(directory: DataDirectory): Promise<string | null> {
  for (const deadline = performance.now() + PATIENCE_MS; ; await pause(200)) {
    const url = directory.runtime()?.database_url;
    if (url !== undefined && (await isAnswering(url))) return url;
    try {
      directory.open();
      return null;
    } catch (error) {
      if (!(error instanceof DirectoryInUse) || performance.now() > deadline) throw error;
    }
  }
}

async function isAnswering(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  client.on('error', () => undefined); // told by the query as well
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
