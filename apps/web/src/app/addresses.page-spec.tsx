import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { shownZone } from '../lib/zone';
import { FakeRemote } from '../testing/fake-remote';
import { allIsWell, openPage } from '../testing/open-page';
import { someRoutes, someServicesInWindow } from '../testing/requests';

describe('the address of a page', () => {
  let remote: FakeRemote;
  let page: ReturnType<typeof openPage>;

  beforeEach(() => {
    remote = allIsWell(new FakeRemote())
      .answer(routes.services, () => someServicesInWindow())
      .answer(`${routes.services}/student-platform/routes`, () => someRoutes());
  });
  afterEach(() => {
    page.close();
    remote.restore();
    shownZone.choose('local');
  });

  it('keeps zone, time and order on the way from services to one route', async () => {
    page = openPage('/admin/dashboard?zone=utc');
    fireEvent.click(await screen.findByRole('link', { name: 'Error rate by service' }));
    fireEvent.click(await screen.findByRole('link', { name: 'Last 24 hours' }));
    fireEvent.click(await screen.findByRole('button', { name: '1 in 20 slower' }));
    fireEvent.click(await screen.findByRole('link', { name: 'student-platform' }));
    fireEvent.click(await screen.findByRole('link', { name: 'GET /rooms/:id' }));
    await screen.findByRole('table', { name: 'How its requests ended' });
    expect(Object.fromEntries(new URL(page.href(), 'http://x').searchParams)).toEqual({
      zone: 'utc',
      hours: '24',
      sort: 'p95',
      order: 'desc',
      route: '/rooms/:id',
      method: 'GET',
    });
    expect(screen.getByRole('link', { name: 'Last 24 hours' }).getAttribute('aria-current')).toBe('page');
  });

  it('takes the range of the dashboard along to requests and categories, and back', async () => {
    page = openPage('/admin/dashboard?range=7d');
    fireEvent.click(await screen.findByRole('link', { name: 'Error rate by service' }));
    await screen.findByRole('heading', { level: 1, name: 'Requests by service' });
    expect(page.href()).toBe('/admin/requests?hours=168');
    fireEvent.click(screen.getByRole('link', { name: 'Dashboard' }));
    fireEvent.click(await screen.findByRole('link', { name: 'Response time by service' }));
    await screen.findByRole('heading', { level: 1, name: 'Requests by service' });
    expect(page.href()).toBe('/admin/requests?hours=168&sort=p95');
    fireEvent.click(screen.getByRole('link', { name: 'Dashboard' }));
    fireEvent.click(await screen.findByRole('link', { name: 'Anxiety' }));
    await screen.findByRole('heading', { level: 1, name: 'Anxiety' });
    expect(page.href()).toBe('/admin/categories/Anxiety?range=7d');
  });

  it('names the tables that are opened, so that whoever is sent it sees them', async () => {
    page = openPage('/admin/dashboard?tables=requests-a-minute');
    const hide = await screen.findByRole('button', { name: 'Hide table: Requests a minute' });
    fireEvent.click(await screen.findByRole('button', { name: 'Show as table: Error rate' }));
    await waitFor(() => expect(page.href()).toBe('/admin/dashboard?tables=requests-a-minute%2Cerror-rate'));
    expect(screen.getAllByRole('table', { name: /Error rate|Requests a minute/ })).toHaveLength(2);
    fireEvent.click(hide);
    await waitFor(() => expect(page.href()).toBe('/admin/dashboard?tables=error-rate'));
    expect(screen.queryByRole('table', { name: /Requests a minute/ })).toBeNull();
  });

  it('names the zone that this browser remembers, so that whoever is sent it reads the same times', async () => {
    shownZone.choose('utc');
    page = openPage('/admin/requests?sort=p95');
    await screen.findByRole('link', { name: 'student-platform' });
    await waitFor(() => expect(page.href()).toBe('/admin/requests?sort=p95&zone=utc'));
  });

  it('names no zone where times are local, as everybody has their own', async () => {
    page = openPage('/admin/dashboard?zone=utc');
    fireEvent.click(await screen.findByRole('radio', { name: 'Local' }));
    await waitFor(() => expect(page.href()).toBe('/admin/dashboard'));
    fireEvent.click(await screen.findByRole('link', { name: 'All events' }));
    await screen.findByRole('heading', { level: 1, name: 'Events' });
    expect(page.href()).toBe('/admin/events');
  });

  it('shows times in the zone that it names, whatever this browser remembers', async () => {
    page = openPage('/admin/events?zone=utc');
    await screen.findByRole('heading', { level: 1, name: 'Events' });
    expect(shownZone.name()).toBe('UTC');
  });
});
