import { describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { ago, someCurrent, someInstallation, someReason, someServices } from '../testing/metrics';
import { comeBackToTab, openPage } from '../testing/open-page';

const TILES = [
  'System health',
  'Active sessions',
  'Connection quality',
  'Sessions by category',
  'Sessions by provider',
  'Error rate',
  'API response time',
  'Database pool',
  'External services',
];

/** Sections and their tiles, from the people to what carries them. */
const REGIONS = [
  'System health',
  'People',
  'Active sessions',
  'Connection quality',
  'Sessions by category',
  'Sessions by provider',
  'Requests',
  'Error rate',
  'API response time',
  'Database',
  'Database pool',
  'Vendors',
  'External services',
  'Events',
];

describe('dashboard', () => {
  let remote: FakeRemote;
  eachTestHasAServer((fresh) => (remote = fresh));
  const open = () => openPage('/admin/dashboard');
  const tile = (name: string) => within(screen.getByRole('region', { name }));

  it('shows every tile as a region named after its title, health first', async () => {
    open();
    await screen.findByText('17');
    await screen.findByText('Anxiety');
    expect(
      screen.getAllByRole('region').map((region) => region.querySelector('h2, h3')?.textContent),
    ).toEqual(REGIONS);
    expect(tile('System health').getByText(/Students can be heard/)).toBeTruthy();
    expect(document.title).toBe('● Healthy · Watchroom');
  });

  it('says what an incident of a vendor does to the sessions here', async () => {
    const detail =
      '4.2 % of sessions were poor in the hour before, 31 % since (n = 120): 20 to 34 points more.';
    const effect = {
      incident: 'inc-1',
      since: ago(900),
      before: { poor: 5, n: 119 },
      during: { poor: 37, n: 120 },
      difference: 0.268,
      interval: [0.2, 0.34] as [number, number],
      detail,
    };
    remote.answer(routes.externalServices, () => someServices({ effect }));
    open();
    expect(await screen.findByText(detail)).toBeTruthy();
  });

  it('never blanks on a refresh: the old figure stays until the new one is there', async () => {
    open();
    await screen.findByText('17');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    remote.answer(routes.currentMetrics, () => held.then(() => someCurrent({ active_sessions_count: 18 })));
    comeBackToTab();
    await waitFor(() =>
      expect(remote.seen.filter(({ path }) => path === routes.currentMetrics)).toHaveLength(2),
    );
    expect(tile('Active sessions').getByText('17')).toBeTruthy();
    release();
    expect(await tile('Active sessions').findByText('18')).toBeTruthy();
  });

  it('keeps the figures, says how old they are, and recovers by itself', async () => {
    open();
    await screen.findByText('17');
    remote.goAway();
    comeBackToTab();
    expect(
      await screen.findByText(/Cannot reach Watchroom: these figures are \d+ s old/, {}, { timeout: 4000 }),
    ).toBeTruthy();
    for (const name of TILES) expect(screen.getByRole('region', { name }).dataset.state).toBe('stale');
    expect(tile('Active sessions').getByText('17')).toBeTruthy();
    expect(document.title).toBe('○ Out of date · Watchroom');
    remote.comeBack();
    comeBackToTab();
    await waitFor(() => expect(screen.queryByText(/Cannot reach Watchroom/)).toBeNull());
    expect(screen.getByRole('region', { name: 'Active sessions' }).dataset.state).toBe('value');
  });

  it('greys figures that stand still although the server answers', async () => {
    remote.answer(routes.currentMetrics, () => someCurrent({ as_of: ago(90, Date.now()) }));
    open();
    expect(await screen.findByText(/its figures stand still: these figures are 9\d s old/)).toBeTruthy();
  });

  it('tells why a source that never answered shows nothing', async () => {
    remote.refuse(routes.databaseMetrics, 404, 'There is no such figure.');
    open();
    expect(await screen.findByText('There is no such figure.')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Database pool' }).dataset.state).toBe('blind');
  });

  it('announces a change of system health, and nothing at first', async () => {
    open();
    await screen.findByText('17');
    const announcer = () => document.querySelector('output[aria-live="polite"]')?.textContent;
    expect(announcer()).toBe('');
    const down = someReason({ state: 'critical', since: null });
    remote.answer(routes.currentMetrics, () =>
      someCurrent({ system_health: 'critical', health_reasons: [down] }),
    );
    comeBackToTab();
    await waitFor(() =>
      expect(announcer()).toBe(
        'System health is now critical. LiveKit is down. 1 of 17 active sessions runs on LiveKit. Call the support of LiveKit.',
      ),
    );
    expect(document.title).toBe('■ Critical · Watchroom');
    const [entry] = within(screen.getByRole('list', { name: /Reasons/ })).getAllByRole('listitem');
    expect(entry?.textContent).toBe(
      'CriticalLiveKitdown (should be operational)No answer within 5 seconds.BeforeHealthyTurns green2 good probes in a row.',
    );
  });

  it('asks for every other figure at once when the verdict changes', async () => {
    open();
    await screen.findByText('17');
    const asked = () => remote.seen.filter(({ path }) => path === routes.externalServices).length;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const reason = someReason({ value: 'degraded', since: null, detail: 'It is slow.' });
    remote.answer(routes.currentMetrics, () =>
      held.then(() => someCurrent({ system_health: 'degraded', health_reasons: [reason] })),
    );
    comeBackToTab();
    await waitFor(() => expect(asked()).toBe(2));
    release();
    await waitFor(() => expect(asked()).toBe(3));
  });

  it('says plainly that the data of a demo is simulated', async () => {
    remote.answer(routes.currentMetrics, () => someCurrent({ simulated: true }));
    open();
    expect(await screen.findByText('Demo: all data on this page is simulated.')).toBeTruthy();
  });

  it('says so before the first figure when the server told it with the page', async () => {
    remote.answer(routes.currentMetrics, new Promise(() => undefined));
    const told = Object.assign(document.createElement('meta'), { name: 'simulated', content: 'yes' });
    document.head.append(told);
    open();
    expect(await screen.findByText('Demo: all data on this page is simulated.')).toBeTruthy();
    told.remove();
  });

  it('shows how to connect an empty installation, and no panel once all is connected', async () => {
    let connected = false;
    remote.answer(routes.installation, () => someInstallation(connected));
    open();
    const panel = within(await screen.findByRole('region', { name: 'Connect your platform' }));
    expect(panel.getByText(/OTEL_SEMCONV_STABILITY_OPT_IN=http/).textContent).toContain(
      `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=${window.location.origin}/api/ingest/v1/metrics`,
    );
    expect(panel.getAllByRole('button', { name: /^Copy / })).toHaveLength(5);
    connected = true;
    comeBackToTab();
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Connect your platform' })).toBeNull());
  });
});
