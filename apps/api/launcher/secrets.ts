import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, LaunchError } from './launch-error';

/** Generated once for an installation with the embedded database; each 32 random bytes as base64url. */
interface Secrets {
  jwt: string;
  ingest: string;
  database: string;
}

/** @throws LaunchError naming the file and the cure when it is damaged or cannot be read or written. */
export function readOrCreateSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return create(dataDir, file);
    throw new LaunchError(
      `${file} cannot be read (${codeOf(error)}). Make it readable for the user that runs Watchroom.`,
    );
  }
  const secrets = parse(text);
  if (secrets === null)
    throw new LaunchError(
      `${file} is damaged. Restore it from a backup; without it the database in ${dataDir} cannot be opened.`,
    );
  return secrets;
}

/** Written beside and renamed, so that an interrupted start leaves no half file. */
function create(dataDir: string, file: string): Secrets {
  const secret = () => randomBytes(32).toString('base64url');
  const secrets = { jwt: secret(), ingest: secret(), database: secret() };
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new LaunchError(
      `${file} cannot be written (${codeOf(error)}). Set DATA_DIR to a directory that you may write to.`,
    );
  }
  return secrets;
}

function parse(text: string): Secrets | null {
  try {
    const { jwt, ingest, database } = JSON.parse(text) as Partial<Secrets>;
    const whole = [jwt, ingest, database].every(
      (secret) => typeof secret === 'string' && secret.length >= 32,
    );
    return whole ? ({ jwt, ingest, database } as Secrets) : null;
  } catch {
    return null;
  }
}
