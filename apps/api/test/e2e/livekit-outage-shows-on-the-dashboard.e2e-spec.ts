import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type ExternalServicesStatus, type HealthReason, routes } from '@watchroom/contracts';
import type { Page } from 'playwright-core';
import { type Admin, signIn } from './setup/admin';
import { openDashboard, type Visit } from './setup/dashboard';
import { eventually } from './setup/patience';
import { type Scene, setSceneInUse } from './setup/scene';
import { listen, type Listener } from './setup/screen-reader';

/** Three probes a second apart and one on its way, judging, the poll of the page; the rest is a busy machine. */
const SEEN_WITHIN_MS = 4_000 + 2_000 + 5_000 + 5_000;

let scene: Scene;
let admin: Admin;
let visit: Visit;
let listener: Listener;

beforeAll(async () => {
  scene = await setSceneInUse();
  admin = await signIn(scene.watchroom.url);
  visit = await openDashboard(scene.browser, scene.watchroom.url);
  await visit.untilItSays('System health', 'Healthy');
  await visit.untilItSays('External services', /LiveKit Operational/);
  listener = await listen(visit.page);
});
afterAll(() => scene?.close());

const toneOfHealth = () => visit.tile('System health').getAttribute('data-tone');

async function livekitReason(): Promise<HealthReason | undefined> {
  return (await admin.current()).health_reasons.find(({ input }) => input === 'livekit');
}

/** The colour that the reader's eye meets beside the name. */
const markOf = (page: Page) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByText('LiveKit', { exact: true }) })
    .filter({ hasText: 'checked' })
    .locator('[data-tone]')
    .first();

it('says nothing to a listener while figures are only refreshed', async () => {
  expect(listener.regions).toBe(1);
  for (let times = 0; times < 3; times++)
    await Promise.all([visit.page.waitForResponse(/metrics\/current$/), visit.page.keyboard.press('r')]);
  expect(await listener.heard()).toEqual([]);
});

it('turns yellow with reason and since when LiveKit goes down', async () => {
  expect(await toneOfHealth()).toBe('ok');
  const wentDownAt = Date.now();
  const startedAt = performance.now();
  scene.vendors.livekit.mode.set('down');

  await visit.untilItSays('System health', 'Degraded', 'LiveKit is down since');
  await visit.untilItSays('External services', /LiveKit Down .*Undeclared trouble\. Report to LiveKit\./);
  expect(performance.now() - startedAt).toBeLessThan(SEEN_WITHIN_MS);

  expect(await toneOfHealth()).toBe('warning');
  expect(await markOf(visit.page).getAttribute('data-tone')).toBe('critical');
  expect(await visit.page.title()).toContain('Degraded');
  const reason = await livekitReason();
  expect(reason).toMatchObject({ state: 'degraded', value: 'down', limit: 'operational' });
  const since = Date.parse(reason?.since ?? '');
  expect(since).toBeGreaterThanOrEqual(wentDownAt);
  expect(since).toBeLessThan(wentDownAt + SEEN_WITHIN_MS);
});

it('says red when nothing that carries sessions is up', async () => {
  scene.vendors.daily.mode.set('down');
  await visit.untilItSays('System health', 'Critical', 'No service that carries sessions is up');
  expect(await toneOfHealth()).toBe('critical');
  scene.vendors.daily.mode.set('ok');
  await visit.untilItSays('System health', 'Degraded');
});

it('turns green again when LiveKit comes back', async () => {
  scene.vendors.livekit.mode.set('ok');
  await visit.untilItSays('System health', 'Healthy', 'everything that was measured is fine');
  await visit.untilItSays('External services', /LiveKit Operational/);
  expect([await toneOfHealth(), await livekitReason()]).toEqual(['ok', undefined]);
});

it('told a listener each change once, in its own words', async () => {
  const told = await listener.heard();
  const health = told.filter((text) => text.startsWith('System health is now'));
  // On a busy machine health is unknown in between, too: what the tab showed is what must have been said.
  const shown = (await listener.titles()).map((title) => title.split(' ')[1]?.toLowerCase());
  expect(health.map((text) => /now (\w+)\./.exec(text)?.[1])).toEqual(shown);
  expect(shown).toEqual(expect.arrayContaining(['degraded', 'critical', 'healthy']));
  expect(told.join('\n')).toMatch(/LiveKit is (now down|down since \d\d:\d\d)/);
  for (const text of told) expect(text).toMatch(/ is (now|fine again)|^\d of 3 connected/);
});

it('calls wrong credentials a misconfiguration, never an outage, and is not green with them', async () => {
  const words: string[] = [];
  scene.vendors.livekit.mode.set('bad-credentials');
  await eventually(async () => {
    const { livekit, details } = await admin.get<ExternalServicesStatus>(routes.externalServices);
    words.push(livekit);
    expect([livekit, details.livekit.reason]).toEqual(['unknown', 'misconfigured']);
  });
  await visit.untilItSays('External services', /LiveKit Unknown .*Our settings are wrong\. Check its keys\./);
  await visit.untilItSays('System health', 'Unknown', 'LiveKit is not known', 'misconfigured');

  // Probes go on failing so: it must not become an outage by number.
  const asked = scene.vendors.livekit.calls.length;
  await eventually(async () => {
    const { livekit } = await admin.get<ExternalServicesStatus>(routes.externalServices);
    words.push(livekit);
    expect(scene.vendors.livekit.calls.length).toBeGreaterThan(asked + 5);
  });
  expect(words).not.toContain('down');
  expect(await toneOfHealth()).toBe('unknown');
  expect((await admin.current()).system_health).toBe('unknown');
  expect(visit.manners.complaints()).toEqual([]);
});
