import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { commandLineOf, exitOf, gone, NODE_FLAGS } from '../../launcher/processes';
import { eventually } from '../e2e/setup/patience';
import { familyOf } from '../e2e/setup/process-tree';
import { ROOT } from '../e2e/setup/watchroom';
import { signal } from './setup/database-server';

const left: number[] = [];
afterEach(() => {
  for (const pid of left.splice(0)) signal(pid, 'SIGKILL');
});

it('takes its PostgreSQL along when a bench is asked to end', async () => {
  const bench = spawn(process.execPath, [...NODE_FLAGS, join(ROOT, 'apps/api/dist/bench.js'), 'history'], {
    env: { PATH: process.env.PATH },
    stdio: 'ignore',
  });
  const pid = bench.pid ?? 0;
  left.push(pid);
  const server = await eventually(() => {
    const found = familyOf(pid).find((each) => /postgres -D .*watchroom-/.test(commandLineOf(each)));
    if (found === undefined) throw new Error('There is no PostgreSQL yet');
    left.push(found);
    return found;
  });

  bench.kill('SIGTERM');
  await exitOf(bench);
  expect(await gone(server, 10_000)).toBe(true);
  left.length = 0;
});
