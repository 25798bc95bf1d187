import { describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { someCategory, someEvent, someEvents, someLine, someNews } from '../testing/events';
import { comeBackToTab, openPage, type OpenPage } from '../testing/open-page';

let remote: FakeRemote;
let page: OpenPage;
eachTestHasAServer((fresh) => (remote = fresh));
const noted = () => remote.seen.filter(({ method, path }) => method === 'POST' && path === routes.since);

describe('events', () => {
  it('stand on the dashboard with a way to the page to look at, and to all of them', async () => {
    remote.answer(routes.events, () => someEvents([someEvent()]));
    page = openPage('/admin/dashboard');
    const events = within(await screen.findByRole('region', { name: 'Events' }));
    const link = await events.findByRole('link', { name: /LiveKit is down/ });
    expect(link.getAttribute('href')).toBe('/admin/services/livekit');
    fireEvent.click(events.getByRole('link', { name: 'All events' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Events' })).toBeTruthy();
  });

  it('are chosen by kind in the address, and followed to the older ones', async () => {
    remote.answer(routes.events, () => someEvents([someEvent()], '2026-11-23T10:00:00.000Z~a'));
    page = openPage('/admin/events?kind=verdict');
    const filter = within(await screen.findByRole('group', { name: 'Show only' }));
    expect((filter.getByRole('checkbox', { name: 'Verdicts' }) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(filter.getByRole('checkbox', { name: 'Limits' }));
    await waitFor(() => expect(decodeURIComponent(page.href())).toBe('/admin/events?kind=limit,verdict'));
    fireEvent.click(await screen.findByRole('link', { name: 'Older' }));
    await waitFor(() =>
      expect(decodeURIComponent(page.href())).toContain('before=2026-11-23T10:00:00.000Z~a'),
    );
    fireEvent.click(await screen.findByRole('link', { name: 'Newest' }));
    await waitFor(() => expect(decodeURIComponent(page.href())).toBe('/admin/events?kind=limit,verdict'));
  });

  it('say so where there are none, and where they cannot be had', async () => {
    page = openPage('/admin/events');
    expect(await screen.findByText(/Nothing of this kind happened/)).toBeTruthy();
    page.close();
    remote.refuse(routes.events, 400, 'before is no place in the list.');
    page = openPage('/admin/events?before=x');
    expect(await screen.findByText(/before is no place in the list/)).toBeTruthy();
  });
});

describe('since you last looked', () => {
  it('tells what goes on and what is over, and is closed once it is seen', async () => {
    const over = someLine({
      subject: 'daily_co',
      is_over: true,
      sentence: 'Daily.co was down for 18 minutes.',
    });
    remote.answer(routes.since, () => someNews([someLine(), over]));
    page = openPage('/admin/dashboard');
    const news = within(await screen.findByRole('region', { name: /Since you last looked/ }));
    expect(news.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^since .*Critical.*call its support\.$/),
      expect.stringMatching(/Over.*Daily\.co was down for 18 minutes\.$/),
    ]);
    fireEvent.pointerMove(window);
    expect(noted()).toEqual([]);
    fireEvent.click(news.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: /Since you last looked/ })).toBeNull());
    await waitFor(() =>
      expect(noted().map(({ body }) => body)).toContainEqual({ until: '2026-11-23T12:00:00.000Z' }),
    );
  });

  it('shows nothing where nothing changed, and notes that somebody was here', async () => {
    page = openPage('/admin/dashboard');
    await screen.findByText('17');
    await waitFor(() => expect(noted()).toHaveLength(1));
    expect(screen.queryByRole('region', { name: /Since you last looked/ })).toBeNull();
    comeBackToTab();
    expect(remote.seen.filter(({ method, path }) => method === 'GET' && path === routes.since)).toHaveLength(
      1,
    );
  });
});

describe('an explanation', () => {
  it('opens from the head of every tile, named, and closes again', async () => {
    page = openPage('/admin/dashboard');
    await screen.findByText('17');
    const buttons = screen.getAllByRole('button', { name: /^What is this\?/ });
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toHaveLength(9);
    fireEvent.click(screen.getByRole('button', { name: 'What is this? Error rate' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'What is this? Error rate' }));
    expect(dialog.getByText(/share of the requests of the last hour/)).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('a category', () => {
  it('is reached from its tile, and tells its sessions and their quality', async () => {
    remote.answer(`${routes.categoryMetrics}/Anxiety`, () => someCategory());
    page = openPage('/admin/dashboard');
    fireEvent.click(await screen.findByRole('link', { name: 'Anxiety' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Anxiety' })).toBeTruthy();
    expect(
      (await screen.findByRole('slider', { name: 'Sessions of Anxiety by hour' })).getAttribute(
        'aria-valuetext',
      ),
    ).toMatch(/2 sessions \(1 excellent, 1 good\), still going on/);
    expect(
      within(screen.getByRole('table', { name: 'Sessions of Anxiety', hidden: true })).getAllByRole('row', {
        hidden: true,
      }),
    ).toHaveLength(25);
    fireEvent.click(screen.getByRole('link', { name: 'last 7 days' }));
    await waitFor(() => expect(page.href()).toBe('/admin/categories/Anxiety?range=7d'));
  });

  it('says what there is instead of one that nobody knows', async () => {
    remote.refuse(
      `${routes.categoryMetrics}/Nonsense`,
      404,
      'No session of the category "Nonsense" is known.',
    );
    page = openPage('/admin/categories/Nonsense');
    expect(await screen.findByText(/No session of the category/)).toBeTruthy();
  });
});
