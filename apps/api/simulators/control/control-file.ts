import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the demo of this installation can be told what to play. */
export interface ControlAddress {
  url: string;
  token: string;
}

/** Readable for the user who runs Watchroom only; never seen half-written. */
export function writeControlFile(path: string, address: ControlAddress): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(address), { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

/** Null when no demo has left its address there. */
export function readControlFile(path: string): ControlAddress | null {
  try {
    const { url, token } = JSON.parse(readFileSync(path, 'utf8')) as Partial<ControlAddress>;
    return typeof url === 'string' && typeof token === 'string' ? { url, token } : null;
  } catch {
    return null;
  }
}

/** Removes the file unless another demo has put its own address there meanwhile. */
export function removeControlFile(path: string, address: ControlAddress): void {
  if (readControlFile(path)?.token === address.token) rmSync(path, { force: true });
}
