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

  it('keeps the zone on every way on, whatever else the way leaves behind', async () => {
    page = openPage('/admin/dashboard?zone=utc');
    fireEvent.click(await screen.findByRole('link', { name: 'Error rate by service' }));
    fireEvent.click(await screen.findByRole('link', { name: 'Last 24 hours' }));
    fireEvent.click(await screen.findByRole('link', { name: 'student-platform' }));
    fireEvent.click(await screen.findByRole('link', { name: 'GET /rooms/:id' }));
    await screen.findByRole('table', { name: 'How its requests ended' });
    expect(Object.fromEntries(new URL(page.href(), 'http://x').searchParams)).toEqual({
      zone: 'utc',
      hours: '24',
      route: '/rooms/:id',
      method: 'GET',
    });
    expect(screen.getByRole('link', { name: 'Last 24 hours' }).getAttribute('aria-current')).toBe('page');
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
