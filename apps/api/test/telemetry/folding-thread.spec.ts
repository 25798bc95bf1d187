import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type FoldingOrder, FoldingThread } from '../../src/features/telemetry/folding-thread';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { applicationNameOf, Replica } from '../../src/platform/replica';
import { eventually } from '../e2e/setup/patience';
import { builtProgram } from './built-program';
import { toldMinutes } from './told-minutes';

const { room, send, requests, cumulative } = toldMinutes();
const folder = mkdtempSync(join(tmpdir(), 'watchroom-folding-'));
const threads: FoldingThread[] = [];
const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
let program: URL;

beforeAll(async () => {
  program = await builtProgram('folder');
});
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.beforeApplicationShutdown();
  logged.mockClear();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  logged.mockRestore();
});

/** A thread of the replica of this room, or of one that does not lead. */
function started(of: URL, holder = room.app.get(Replica).id): FoldingThread {
  const order: FoldingOrder = {
    database: { url: room.database.url, applicationName: applicationNameOf(holder) },
    holder,
    production: false,
  };
  const thread = new FoldingThread(of, order, new DatabaseConnector(room.database.dataSource), 10);
  threads.push(thread);
  thread.onApplicationBootstrap();
  return thread;
}

/** While the room's replica leads, which no timer sees to here. */
const whileLeading = (look: () => Promise<void>) =>
  eventually(async () => {
    await room.app.get(LeaseLeadership).renew();
    await look();
  });
const connections = async (holder: string): Promise<number> =>
  (
    await room.database.dataSource.query<unknown[]>(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()`,
      [applicationNameOf(holder)],
    )
  ).length;

it('folds what is marked while its replica leads, and lets go of the database at the end', async () => {
  const own = await connections(room.app.get(Replica).id);
  const thread = started(program);
  await send(cumulative(1, 5), cumulative(2, 12));
  await whileLeading(async () =>
    expect(await requests()).toEqual([
      [0, 5],
      [1, 7],
    ]),
  );
  expect(await connections(room.app.get(Replica).id)).toBeGreaterThan(own);
  await thread.beforeApplicationShutdown();
  await eventually(async () => expect(await connections(room.app.get(Replica).id)).toBeLessThanOrEqual(own));
  expect(logged).not.toHaveBeenCalled();
});

it('folds nothing while another replica leads', async () => {
  started(program, 'a replica that does not lead');
  await send(cumulative(1, 5));
  await eventually(async () => expect(await connections('a replica that does not lead')).toBeGreaterThan(0));
  started(program);
  await whileLeading(async () => expect(await requests()).toEqual([[0, 5]]));
  const [mark] = await room.database.dataSource.query<{ holder: string }[]>('SELECT holder FROM leases');
  expect(mark!.holder).toBe(room.app.get(Replica).id);
});

it('starts another thread when one is gone, and says so', async () => {
  const file = join(folder, 'ends-once.mjs');
  const ended = JSON.stringify(join(folder, 'ended'));
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs';
    if (!existsSync(${ended})) {
      writeFileSync(${ended}, '');
      throw new Error('Out of order');
    }
    await import(${JSON.stringify(program.href)});`,
  );
  started(pathToFileURL(file));
  await send(cumulative(1, 5));
  await whileLeading(async () => expect(await requests()).toEqual([[0, 5]]));
  expect(logged.mock.calls).toEqual([
    ['The thread that folds requests is gone, another starts in 10 ms: Out of order'],
  ]);
});
