import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readControlFile } from '../../simulators/control/control-file';
import { DemoPlay } from '../../simulators/demo-play';
import { readPlatformSettings } from '../../simulators/demo-settings';
import { FakeWatchroom } from '../../simulators/testing/fake-watchroom';

let folder: string;
let fake: FakeWatchroom;
let env: Record<string, string>;
const opened: DemoPlay[] = [];
const open = async () => {
  const demo = await DemoPlay.open(readPlatformSettings(env));
  opened.push(demo);
  return demo;
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  fake = await FakeWatchroom.start();
  env = {
    DEMO_WATCHROOM_URL: `${fake.url}/`,
    DEMO_INGEST_TOKEN: 'the-token',
    DEMO_CONTROL_FILE: join(folder, 'demo.json'),
    DEMO_INCIDENTS: 'off',
  };
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((demo) => demo.close()));
  await fake.close();
  rmSync(folder, { recursive: true });
});

describe('demo play', () => {
  it('opens its doors, tells the past although Watchroom is late, plays and closes without a trace', async () => {
    const demo = await open();
    const address = readControlFile(env.DEMO_CONTROL_FILE!);
    const answer = await fetch(`${address!.url}/incidents`, {
      headers: { authorization: `Bearer ${address!.token}` },
    });
    expect(answer.status).toBe(200);
    expect(Object.values(demo.env).every((value) => value.length > 0)).toBe(true);

    let late = 3;
    fake.refuse = () => (late-- > 0 ? { status: 503 } : null);
    const told = await demo.tellPast();
    expect(told.minutes).toBe(360);
    expect(fake.sessions.size).toBe(told.sessions);
    const bodies = fake.seen
      .filter(({ path }) => path.endsWith('/metrics'))
      .map(({ body }) => body.toString());
    const firstStart = (body: string) => Number(/"startTimeUnixNano":"(\d+)\d{6}"/.exec(body)?.[1]);
    expect(Date.now() - firstStart(bodies[0]!)).toBeLessThan(5 * 60_000);
    demo.begin();
    await demo.close();
    expect(existsSync(env.DEMO_CONTROL_FILE!)).toBe(false);

    const again = await open();
    expect((await again.tellPast()).minutes).toBeLessThanOrEqual(1);
    await again.close();
  });

  it('goes on with the rest when a part of the past is refused', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    fake.refuse = ({ path }) => (path.endsWith('/metrics') ? { status: 400, body: 'no' } : null);
    const demo = await open();
    const told = await demo.tellPast();
    await demo.close();

    expect(told.minutes).toBe(0);
    expect(told.sessions).toBeGreaterThan(6_000);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('past requests: Watchroom refused')]]);
    warn.mockRestore();
  });

  it('closes while it still waits for Watchroom', async () => {
    fake.refuse = () => ({ status: 503 });
    const demo = await open();
    const telling = demo.tellPast();
    await demo.close();
    expect(await telling).toEqual({ sessions: 0, minutes: 0 });
  });
});
