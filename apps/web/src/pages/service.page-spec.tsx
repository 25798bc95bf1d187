import { afterEach, describe, expect, it } from '@jest/globals';
import { type ExternalServiceInDepth, routes } from '@watchroom/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shownZone } from '../lib/zone';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { aHistory } from '../testing/history';
import { ago, someServiceInDepth } from '../testing/metrics';
import { comeBackToTab, openPage } from '../testing/open-page';

const ADDRESS = `${routes.externalServices}/livekit`;
const PARTS = [
  'Now',
  'Sessions over time',
  'Latency of the probes',
  'Uptime',
  'Incidents and maintenances',
  'Changes of the verdict',
  'Active sessions',
  'Webhooks',
  'Ended badly',
  'Certificate',
];

describe('the page of a service', () => {
  let remote: FakeRemote;
  eachTestHasAServer((fresh) => (remote = fresh));
  const open = (more: Partial<ExternalServiceInDepth> = {}, address = '/admin/services/livekit') => {
    remote.answer(ADDRESS, () => someServiceInDepth(more));
    return openPage(address);
  };
  const part = (name: string) => within(screen.getByRole('region', { name }));

  afterEach(() => shownZone.choose('local'));

  it('opens by its address and has each part as a region named after its title', async () => {
    open();
    expect(await screen.findByRole('heading', { level: 1, name: 'LiveKit' })).toBeTruthy();
    await screen.findByRole('region', { name: 'Now' });
    expect(screen.getAllByRole('region').map((region) => region.querySelector('h2')?.textContent)).toEqual(
      PARTS,
    );
    await waitFor(() => expect(document.title).toBe('● LiveKit · Healthy · Watchroom'));
  });

  it('is reached from the tile and leads back', async () => {
    remote.answer(ADDRESS, () => someServiceInDepth());
    openPage('/admin/dashboard');
    fireEvent.click(await screen.findByRole('link', { name: 'LiveKit' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'LiveKit' })).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: /Back to the dashboard/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Dashboard' })).toBeTruthy();
  });

  it('tells the verdict, why, and what each witness says', async () => {
    const says = { state: 'fine', detail: 'All is well there.', as_of: ago(20) } as const;
    open({
      verdict: 'media_trouble',
      verdict_detail: 'Report it to LiveKit.',
      witnesses: {
        vendor_says: says,
        probe_sees: { ...says, detail: 'It answered in 84 ms.' },
        sessions_feel: { state: 'trouble', detail: '9 of 31 sessions are poor.', as_of: null },
      },
    });
    const now = within(await screen.findByRole('region', { name: 'Now' }));
    expect(now.getByText('Media in trouble')).toBeTruthy();
    expect(now.getByText('Report it to LiveKit.')).toBeTruthy();
    const [vendor, , sessions] = within(now.getByRole('list', { name: 'Witnesses of LiveKit' })).getAllByRole(
      'listitem',
    );
    expect(vendor?.textContent).toMatch(/^Vendor says fine.*All is well there\.$/);
    expect(sessions?.textContent).toBe('Sessions feel troublenever9 of 31 sessions are poor.');
  });

  it('says of every part without findings that there are none, and why', async () => {
    open();
    await screen.findByRole('region', { name: 'Now' });
    expect(
      part('Incidents and maintenances').getByText("The vendor's status page has not been read."),
    ).toBeTruthy();
    expect(part('Changes of the verdict').getByText(/No change/)).toBeTruthy();
    expect(part('Active sessions').getByText('Not compared')).toBeTruthy();
    expect(part('Webhooks').getByText('None yet')).toBeTruthy();
    expect(part('Certificate').getByText('Not seen')).toBeTruthy();
  });

  it('tells by reason what ended badly', async () => {
    open({ bad_ends: [{ reason: 'MEDIA_FAILURE', times: 3, sessions: 2, newest_at: ago(60) }] });
    await screen.findByRole('region', { name: 'Ended badly' });
    const reasons = part('Ended badly').getByRole('list', { name: 'Reasons, most often first' });
    expect(within(reasons).getByRole('listitem').textContent).toMatch(
      /^3 × Sound and picture did not come through in 2 sessions, last at/,
    );
  });

  it('offers latency and days as tables', async () => {
    open();
    const days = within(await screen.findByRole('table', { name: 'Days, newest first' }));
    expect(
      days
        .getAllByRole('row')
        .slice(0, 3)
        .map((row) => row.textContent),
    ).toEqual(['DayFineDegradedDownUnseen', 'Mon 23 Nov12 h–––', 'Sun 22 Nov23 h 36 min–15 min8 min']);
    await userEvent.click(screen.getByRole('button', { name: 'Show as table: Latency of the probes' }));
    const latency = within(screen.getByRole('table', { name: 'Probe latency by ten minutes' }));
    expect(latency.getAllByRole('row')).toHaveLength(145);
  });

  it('asks for its own sessions and those without a provider, over the time of its address', async () => {
    const asked: URLSearchParams[] = [];
    remote.answer(routes.history, (query: URLSearchParams) => {
      asked.push(query);
      return aHistory(query);
    });
    const page = open({}, '/admin/services/livekit?range=7d&zone=utc#sessions');
    const sessions = within(await screen.findByRole('region', { name: 'Sessions over time' }));
    await sessions.findByText(/^Last 7 days by hour: With this service 20 sessions throughout\. UTC\.$/);
    expect(asked.map((query) => [query.get('metric'), query.get('provider'), query.get('step')])).toEqual([
      ['active_sessions', 'livekit', '3600'],
      ['active_sessions', 'unknown', '3600'],
    ]);
    expect(sessions.getByRole('figure', { name: 'Sessions with LiveKit over time' })).toBeTruthy();
    await userEvent.click(sessions.getByRole('button', { name: 'Show as table: Sessions with LiveKit' }));
    const table = sessions.getByRole('table', { name: 'Sessions with LiveKit over time' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent),
    ).toEqual(['When', 'With this service', 'Provider not told', 'Seen']);
    fireEvent.click(sessions.getByRole('radio', { name: '6 h' }));
    await waitFor(() =>
      expect(page.href()).toBe(
        '/admin/services/livekit?range=6h&zone=utc&tables=sessions-with-livekit#sessions',
      ),
    );
  });

  it('is reached from the sessions by provider, in the same time, and back', async () => {
    remote.answer(ADDRESS, () => someServiceInDepth());
    const page = openPage('/admin/dashboard?range=6h&zone=utc');
    const tile = within(await screen.findByRole('region', { name: 'Sessions by provider' }));
    fireEvent.click(await tile.findByRole('link', { name: 'LiveKit' }));
    await screen.findByRole('region', { name: 'Sessions over time' });
    expect(page.href()).toBe('/admin/services/livekit?range=6h&zone=utc#sessions');
    fireEvent.click(screen.getByRole('link', { name: /Back to the dashboard/ }));
    await screen.findByRole('heading', { level: 1, name: 'Dashboard' });
    expect(page.href()).toBe('/admin/dashboard?range=6h&zone=utc');
  });

  it('offers each of its lists to take along', async () => {
    open({
      incidents: [
        {
          id: '1',
          kind: 'incident',
          title: 'Rooms cannot be opened',
          impact: 'major',
          status: 'resolved',
          started_at: ago(600),
          resolved_at: ago(60),
          scheduled_for: null,
          scheduled_until: null,
          url: null,
        },
      ],
      verdict_changes: [{ at: ago(500), from: null, to: 'agreed_down', detail: 'Both say so.' }],
      bad_ends: [{ reason: 'MEDIA_FAILURE', times: 3, sessions: 2, newest_at: ago(60) }],
    });
    await screen.findByRole('region', { name: 'Now' });
    await screen.findByRole('button', { name: 'CSV: Sessions with LiveKit over time' });
    expect(screen.getAllByRole('button', { name: /^(CSV|Image): / }).map((each) => each.ariaLabel)).toEqual([
      'CSV: Sessions with LiveKit over time',
      'Image: Sessions with LiveKit over time',
      'CSV: Latency of the probes over time',
      'Image: Latency of the probes over time',
      'CSV: LiveKit, last 90 days',
      'Image: LiveKit, last 90 days',
      'CSV: Incidents of LiveKit',
      'CSV: Verdicts of LiveKit',
      'CSV: Ended badly at LiveKit',
    ]);
  });

  it('reads out one day after the other by the keyboard', async () => {
    open();
    const bars = await screen.findByRole('slider', { name: 'LiveKit, last 90 days' });
    expect(bars.getAttribute('aria-valuetext')).toBe('Mon 23 Nov: operational 12 h');
    fireEvent.change(bars, { target: { value: '88' } });
    expect(bars.getAttribute('aria-valuetext')).toMatch(/^Sun 22 Nov: operational 23 h 36 min, down 15 min/);
    expect(part('Uptime').getByText(/^Sun 22 Nov: .* down 15 min/)).toBeTruthy();
  });

  it('keeps what it knows, greys it and says how old it is while the server is away', async () => {
    open();
    await screen.findByRole('region', { name: 'Now' });
    remote.goAway();
    comeBackToTab();
    expect(
      await screen.findByText(/Cannot reach Watchroom: these figures are/, {}, { timeout: 4000 }),
    ).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Now' }).dataset.old).toBe('true');
    remote.comeBack();
    comeBackToTab();
    await waitFor(() => expect(screen.queryByText(/Cannot reach Watchroom/)).toBeNull());
  });

  it('says why it knows nothing when it never heard an answer', async () => {
    remote.refuse(ADDRESS, 503, 'The database does not answer.');
    openPage('/admin/services/livekit');
    expect(await screen.findByText(/LiveKit is not known: The database does not answer/)).toBeTruthy();
  });

  it('knows no other service', async () => {
    open({}, '/admin/services/zoom');
    expect(await screen.findByText('There is no such page')).toBeTruthy();
  });
});
