import { beforeEach, describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { someCategory } from '../testing/events';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { ago, someCurrent, someReason, someServiceInDepth } from '../testing/metrics';
import { comeBackToTab, openPage } from '../testing/open-page';
import { someErrorHour, someRoutes, someServicesInWindow } from '../testing/requests';

const HOUR = '2026-11-23T10:00:00.000Z';
/** Its address, what the tab calls it, and a part of it. */
const PAGES: [address: string, name: string | RegExp, part: string][] = [
  ['/admin/services/livekit', 'LiveKit', 'Now'],
  ['/admin/requests', 'Requests by service', 'Services'],
  ['/admin/requests/student-platform', 'student-platform', 'Routes'],
  [`/admin/errors/${HOUR}`, /^Errors from /, 'The hour'],
  ['/admin/categories/Anxiety', 'Anxiety', 'Sessions over time'],
  ['/admin/events', 'Events', 'Last 90 days, newest first'],
];

describe.each(PAGES)('%s', (address, name, part) => {
  let remote: FakeRemote;
  const isNow = { as_of: ago(1, Date.now()) };
  const isOld = () => screen.getByRole('region', { name: part }).dataset.old === 'true';
  const icon = () => document.querySelector('link[rel="icon"]')?.getAttribute('href');

  eachTestHasAServer((fresh) => {
    remote = fresh
      .answer(routes.currentMetrics, () => someCurrent(isNow))
      .answer(`${routes.externalServices}/livekit`, () => someServiceInDepth(isNow))
      .answer(routes.services, () => someServicesInWindow(isNow))
      .answer(`${routes.services}/student-platform/routes`, () => someRoutes(isNow))
      .answer(`${routes.errorTrend}/${encodeURIComponent(HOUR)}`, () => someErrorHour(isNow))
      .answer(`${routes.categoryMetrics}/Anxiety`, () => someCategory(isNow));
  });
  beforeEach(async () => {
    document.head.innerHTML = '<link rel="icon" href="/favicon.svg">';
    openPage(address);
    await screen.findByRole('region', { name: part });
  });

  it('tells in the tab how things are and which page it is, and each change of state by voice', async () => {
    const title = () => / (.*) · Healthy · Watchroom$/.exec(document.title)?.[1];
    await waitFor(() =>
      expect(title()).toEqual(typeof name === 'string' ? name : expect.stringMatching(name)),
    );
    expect(document.title.startsWith('● ')).toBe(true);
    expect(icon()).toBe('/favicon-ok.svg');
    const reason = someReason({ input: 'livekit', state: 'critical' });
    remote.answer(routes.currentMetrics, () =>
      someCurrent({ ...isNow, system_health: 'critical', health_reasons: [reason] }),
    );
    comeBackToTab();
    await waitFor(() => expect(document.title.startsWith('■ ')).toBe(true));
    expect(icon()).toBe('/favicon-critical.svg');
    const [voice] = screen.getAllByRole('status');
    expect(voice?.textContent).toMatch(/^System health is now critical\. LiveKit /);
  });

  it('refreshes as the reader chooses, and greys while the server gives no figures', async () => {
    const control = within(screen.getByRole('group', { name: 'Refresh' }));
    expect(control.getByText('Every 30 s')).toBeTruthy();
    await waitFor(() => expect(isOld()).toBe(false));
    remote.refuse(routes.currentMetrics, 503, 'The database does not answer.');
    comeBackToTab();
    await waitFor(() => expect(isOld()).toBe(true));
    expect(
      screen.getByText(/^Watchroom cannot give new figures: .* The database does not answer\.$/),
    ).toBeTruthy();
    expect(document.title.startsWith('○ ')).toBe(true);

    remote.answer(routes.currentMetrics, () => someCurrent(isNow));
    fireEvent.click(control.getByRole('button', { name: 'Refresh now' }));
    await waitFor(() => expect(document.title.startsWith('● ')).toBe(true));
    expect(isOld()).toBe(false);
  });
});
