import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Admin, ADMIN_SETTINGS, signIn } from './setup/admin';
import { launchBrowser } from './setup/browser';
import { untilCalm } from './setup/calm';
import { CounsellingPlatform } from './setup/counselling-platform';
import { oneLine, openDashboard, TILES, type Visit } from './setup/dashboard';
import { idOf, SERVICE } from './setup/ground-truth';
import { eventually } from './setup/patience';
import { type RunningWatchroom, startWatchroom } from './setup/watchroom';

let watchroom: RunningWatchroom;
let platform: CounsellingPlatform;
let browser: Browser;
let admin: Admin;
let visit: Visit;

beforeAll(async () => {
  [watchroom, browser] = await Promise.all([
    startWatchroom({ DEMO: 'off', ...ADMIN_SETTINGS }),
    launchBrowser(),
  ]);
  platform = new CounsellingPlatform(watchroom);
  admin = await signIn(watchroom.url);
  visit = await openDashboard(browser, watchroom.url);
});
afterAll(async () => {
  await browser?.close();
  await watchroom?.stop();
});

const panel = () => visit.page.getByRole('region', { name: 'Connect your platform' });
const step = (title: string) => panel().getByRole('listitem').filter({ hasText: title });

it('is not green on data that nobody has seen', async () => {
  await untilCalm(admin);
  const { health_reasons } = await admin.current();
  const unknown = (input: string) => ({ input, state: 'unknown' });
  expect(health_reasons.map(({ input, state }) => ({ input, state }))).toEqual(
    expect.arrayContaining(['daily_co', 'livekit', 'beyond_presence'].map(unknown)),
  );
  await visit.untilItSays('System health', 'Unknown', 'not configured', /Turns green .*DAILY_API_KEY/);
  const tone = () => visit.tile('System health').getAttribute('data-tone');
  await eventually(async () => expect(await tone()).toBe('unknown')); // the page asks a little later than the script
  const said = /.{0,80}(healthy|everything that was measured is fine).{0,80}/i.exec(
    oneLine(await visit.text()),
  );
  expect(said?.[0]).toBeUndefined();
});

it('says what is not known instead of 0 ms or 0 %', async () => {
  const current = await admin.current();
  expect(current.avg_connection_quality).toBe('unknown');
  await visit.untilItSays('Active sessions', 'Not known', 'No platform has reported a session yet');
  await visit.untilItSays('Connection quality', 'Not known', 'Average now: Unknown');
  await visit.untilItSays('Sessions by category', 'Not known', 'No platform has reported a session yet');
  await visit.untilItSays(
    'External services',
    /Daily\.co Unknown – .*LiveKit Unknown – .*Beyond Presence Unknown –/,
  );
  // Watchroom's own requests stand in until a service reports, and the tiles say whose they are.
  await visit.untilItSays('Error rate', '· watchroom-api');
  await visit.untilItSays('API response time', '· watchroom-api');
  for (const name of TILES.filter((each) => each !== 'Error rate'))
    expect(await visit.says(name)).not.toMatch(/(?<![\d.])0(\.0)? (ms|%)/);
});

it('shows the lines to paste, with the address under which it was reached', async () => {
  await panel().waitFor();
  const text = await panel().innerText();
  expect(text).toContain(`OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=${watchroom.url}/api/ingest/v1/metrics`);
  expect(text).toContain(`curl -X PUT ${watchroom.url}/api/ingest/sessions/`);
  for (const variable of ['DAILY_API_KEY=', 'LIVEKIT_URL=', 'BEYOND_PRESENCE_API_KEY='])
    expect(text).toContain(variable);
  expect(text).not.toContain(watchroom.ingestToken());
});

it('marks each step once its data is there, and the figures follow', async () => {
  const session = { counselor_category: 'Anxiety', start_time: new Date().toISOString() };
  expect((await platform.put(idOf(1), session)).status).toBe(204);
  await platform.export({ service: SERVICE, atMs: Date.now(), durationsMs: [12, 15, 18] });
  await eventually(async () => {
    expect(oneLine(await step('Counselling sessions').innerText())).toContain('connected (being reported)');
    expect(oneLine(await step('Requests, by OpenTelemetry').innerText())).toContain(
      `connected (reporting: ${SERVICE})`,
    );
    expect(oneLine(await step('Keys of the external services').innerText())).toContain('not connected');
  }, 45_000);
  await visit.untilItSays('Active sessions', /Active sessions 1 open/);
  await visit.untilItSays('API response time', 'too few to judge (n = 3)');
  expect(visit.manners.complaints()).toEqual([]);
  expect(await visit.manners.faults()).toEqual([]);
});
