import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { routes, type SessionMetrics } from '@watchroom/contracts';
import type { Browser } from 'playwright-core';
import { type Admin, ADMIN_SETTINGS, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { CounsellingPlatform } from './setup/counselling-platform';
import { openDashboard, TILES, type Visit } from './setup/dashboard';
import { idOf } from './setup/ground-truth';
import { eventually } from './setup/patience';
import { childOf, familyOf } from './setup/process-tree';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

const ANSWERS_WITHIN_MS = 5_000;
const HEALS_WITHIN_MS = 60_000;
/** What a browser writes about requests that fail; there is nothing a page could do about it. */
const FAILED_REQUEST = /Failed to load resource/;

let watchroom: RunningWatchroom;
let platform: CounsellingPlatform;
let browser: Browser;
let admin: Admin;
let visit: Visit;
const frozen: number[] = [];

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  platform = new CounsellingPlatform(watchroom);
  const now = new Date().toISOString();
  for (const index of [1, 2, 3])
    expect((await platform.put(idOf(index), { counselor_category: 'Anxiety', start_time: now })).status).toBe(
      204,
    );
  admin = await signIn(watchroom.url);
  visit = await openDashboard(browser, watchroom.url);
  await visit.untilItSays('Active sessions', /Active sessions 3 open/);
  await visit.tile('Error rate').locator('svg.recharts-surface').first().waitFor();
});
afterEach(thaw);
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

const launcher = () => watchroom.process.pid ?? 0;

function freeze(...pids: number[]): void {
  for (const pid of pids) {
    process.kill(pid, 'SIGSTOP');
    frozen.push(pid);
  }
}

function thaw(): void {
  for (const pid of frozen.splice(0))
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // it ended meanwhile
    }
}

it('says how old its figures are while the API is away, greys them, and recovers by itself', async () => {
  freeze(launcher()); // or it would start the API again before anybody looks
  process.kill(childOf(launcher(), /dist\/main\.js/), 'SIGKILL');

  await eventually(async () =>
    expect(await visit.text()).toMatch(
      /Cannot reach Watchroom: these figures are \d+ s old\. Trying again\./,
    ),
  );
  await eventually(async () => {
    const states = await Promise.all(TILES.map(async (name) => [name, await visit.stateOf(name)]));
    expect(states).toEqual(TILES.map((name) => [name, 'stale']));
  });
  expect(await visit.says('Active sessions')).toMatch(/Active sessions \d+ s old 3 open/);
  expect(await visit.says('System health')).toMatch(/Out of date Last known \d+ s ago/);
  expect(await visit.page.title()).toContain('Out of date');

  thaw();
  await visit.untilItSays('Active sessions', /Active sessions 3 open/);
  await eventually(async () => {
    expect(await visit.text()).not.toContain('Cannot reach Watchroom');
    const states = await Promise.all(TILES.map((name) => visit.stateOf(name)));
    expect(states).not.toContain('stale');
  }, HEALS_WITHIN_MS);
  expect(visit.manners.complaints(FAILED_REQUEST)).toEqual([]);
});

it('answers from its last figures while the database is frozen, refuses what it cannot keep, and loses nothing', async () => {
  const writer = new PatientWriter(platform);
  await eventually(() => expect(writer.acknowledged).toBeGreaterThan(5));
  const before = await admin.current();
  freeze(...familyOf(childOf(launcher(), /postgres -D/)));

  const current = await eventually(async () => {
    const askedAt = performance.now();
    const body = await admin.current();
    expect(performance.now() - askedAt).toBeLessThan(ANSWERS_WITHIN_MS);
    expect(body.system_health).toBe('critical');
    return body;
  });
  expect(current.health_reasons[0]).toMatchObject({
    input: 'database',
    state: 'critical',
    value: 'unreachable',
  });
  expect(current.active_sessions_count).toBeGreaterThanOrEqual(before.active_sessions_count ?? NaN);
  await eventually(async () =>
    expect((await fetch(`${watchroom.url}${routes.healthReady}`)).status).toBe(503),
  );
  expect((await fetch(`${watchroom.url}${routes.healthLive}`)).status).toBe(200);
  await eventually(() => expect(writer.refusals).toContainEqual([503, expect.stringMatching(/^[1-3]$/)]));
  await visit.untilItSays('System health', 'Critical', 'The database does not answer');

  const kept = writer.acknowledged;
  thaw();
  await eventually(async () => {
    expect((await fetch(`${watchroom.url}${routes.healthReady}`)).status).toBe(200);
    expect(writer.acknowledged).toBeGreaterThan(kept + 5);
  }, HEALS_WITHIN_MS);
  await writer.stop();
  await eventually(async () => {
    const { total_sessions } = await admin.get<SessionMetrics>(routes.sessionMetrics);
    expect(total_sessions).toBe(3 + writer.acknowledged);
  }, HEALS_WITHIN_MS);
  await eventually(async () => {
    const inputs = (await admin.current()).health_reasons.map(({ input }) => input);
    expect(inputs).not.toContain('database'); // callers who gave up stay a reason for five minutes
  }, HEALS_WITHIN_MS);
  expect(new Set(writer.refusals.map(([status]) => status))).toEqual(new Set([503]));
  expect(visit.manners.complaints(FAILED_REQUEST)).toEqual([]);
});

/** Puts one session after another; one that was refused is put again until it is acknowledged, as a platform does. */
class PatientWriter {
  acknowledged = 0;
  readonly refusals: [status: number, retryAfter: string | null][] = [];
  private isStopping = false;
  private readonly done = this.write();

  constructor(private readonly target: CounsellingPlatform) {}

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.done;
  }

  private async write(): Promise<void> {
    const start_time = new Date().toISOString();
    for (let index = 1_000; !this.isStopping;) {
      await new Promise((resolve) => setTimeout(resolve, 50)); // a platform is no flood
      const session = { counselor_category: 'Anxiety', start_time };
      const answer = await this.target.put(idOf(index), session).catch(() => null);
      if (answer?.status === 204) {
        this.acknowledged++;
        index++;
      } else this.refusals.push([answer?.status ?? 0, answer?.headers.get('retry-after') ?? null]);
    }
  }
}
