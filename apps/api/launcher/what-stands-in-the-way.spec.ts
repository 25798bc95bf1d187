import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { whyNotListen } from './addresses';
import { DataDirectory } from './data-directory';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says that a port is in use only when it is', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  expect(await whyNotListen('127.0.0.1', port)).toMatch(/is in use.*PORT/);
  await new Promise((resolve) => other.close(resolve));
  expect(await whyNotListen('127.0.0.1', port)).toBeNull();
});

it.each(['203.0.113.5', 'not a host'])('names HOST when it is no address of this machine: %s', async (host) => {
  expect(await whyNotListen(host, 0)).toMatch(/^HOST .* no address of this machine/);
});

it('makes its directory with those above it', () => {
  const directory = new DataDirectory(join(folder, 'a', 'b', 'c'));
  directory.open();
  expect(directory.runtime()).toBeNull();
  directory.close();
});

it('ends with a word where nothing can be made, instead of trying for ever', () => {
  const nowhere = process.platform === 'linux' ? '/proc/watchroom/data' : '/dev/null/data';
  expect(() => new DataDirectory(nowhere).open()).toThrow(/DATA_DIR .* cannot be used/);
});
