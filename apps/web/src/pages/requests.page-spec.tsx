import { describe, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { someTrend } from '../testing/metrics';
import { openPage, type OpenPage } from '../testing/open-page';
import { someErrorHour, someNumbers, someRoutes, someServicesInWindow } from '../testing/requests';

const SERVICE = 'student-platform';
const ROUTES = `${routes.services}/${SERVICE}/routes`;

describe('requests', () => {
  let remote: FakeRemote;
  let page: OpenPage;
  eachTestHasAServer((fresh) => {
    remote = fresh.answer(routes.services, () => someServicesInWindow()).answer(ROUTES, () => someRoutes());
  });
  const open = (address: string) => (page = openPage(address));
  const rowsOf = async (table: string) =>
    within(await screen.findByRole('table', { name: table }))
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);

  it('lead from the tile by service to its routes and to one of them, and back', async () => {
    open('/admin/dashboard');
    fireEvent.click(await screen.findByRole('link', { name: 'Error rate by service' }));
    fireEvent.click(await screen.findByRole('link', { name: SERVICE }));
    expect(await screen.findByRole('heading', { level: 1, name: SERVICE })).toBeTruthy();
    fireEvent.click(await screen.findByRole('link', { name: 'GET /rooms/:id' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'GET /rooms/:id' })).toBeTruthy();
    expect(await rowsOf('How its requests ended')).toEqual(['200 success99099 %0', '503 unavailable101 %10']);
    expect(page.href()).toBe(`/admin/requests/${SERVICE}?route=%2Frooms%2F%3Aid&method=GET`);
    const trail = within(screen.getByRole('navigation', { name: 'Breadcrumbs' }));
    fireEvent.click(trail.getByRole('link', { name: SERVICE }));
    expect(await screen.findByRole('heading', { level: 1, name: SERVICE })).toBeTruthy();
  });

  it('lead from the response time to the slowest service', async () => {
    open('/admin/dashboard');
    fireEvent.click(await screen.findByRole('link', { name: 'Response time by service' }));
    const heading = await screen.findByRole('columnheader', { name: '1 in 20 slower' });
    expect(heading.getAttribute('aria-sort')).toBe('descending');
  });

  it('are sorted by any column, and the address says by which', async () => {
    open(`/admin/requests/${SERVICE}`);
    expect(
      (await rowsOf(`Routes of ${SERVICE}`)).map((row) => /\/(rooms|profile)/.exec(row ?? '')?.[0]),
    ).toEqual(['/rooms', '/profile']);
    fireEvent.click(screen.getByRole('button', { name: '1 in 20 slower' }));
    await waitFor(() => expect(page.href()).toMatch(/sort=p95&order=desc/));
    expect(
      (await rowsOf(`Routes of ${SERVICE}`)).map((row) => /\/(rooms|profile)/.exec(row ?? '')?.[0]),
    ).toEqual(['/profile', '/rooms']);
    fireEvent.click(screen.getByRole('button', { name: '1 in 20 slower' }));
    await waitFor(() => expect(page.href()).toMatch(/order=asc/));
    expect(screen.getByRole('columnheader', { name: '1 in 20 slower' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
  });

  it('are marked by shape and word where they are beyond a limit, and judged as a whole', async () => {
    const bad = someNumbers({ errors: 60, error_rate: 0.06, p95: 700 });
    remote.answer(ROUTES, () => {
      const { routes: rows } = someRoutes();
      return someRoutes({ total: bad, routes: [{ ...rows[0]!, ...bad }, ...rows.slice(1)] });
    });
    open(`/admin/requests/${SERVICE}`);
    const [failing, calm] = await rowsOf(`Routes of ${SERVICE}`);
    await waitFor(async () =>
      expect((await rowsOf(`Routes of ${SERVICE}`))[0]).toMatch(/Above critical.*Slow$/),
    );
    expect(failing).toContain('6 %60 of 1,000');
    expect(calm).not.toMatch(/Above|Slow|slow/);
    expect(screen.getByText(/Marked by the limits of the dashboard/)).toBeTruthy();
    const whole = screen.getByRole('region', { name: 'Routes' });
    expect([...whole.querySelectorAll('dd')].map(({ textContent }) => textContent)).toEqual([
      '1,000 (17/min)',
      '6 % (60 of 1,000)Above critical',
      '700 ms (±0.6 %)Slow',
    ]);
  });

  it('tell how little is known', async () => {
    remote.answer(ROUTES, () =>
      someRoutes({
        routes: [],
        unattributed: { requests: 43, errors: 3 },
        total: someNumbers({ p95: null }),
      }),
    );
    open(`/admin/requests/${SERVICE}`);
    expect(await screen.findByText(/No request with a known route/)).toBeTruthy();
    expect(screen.getByText(/The route of 43 requests \(3 errors\) is not known/)).toBeTruthy();
  });

  it('of no service say so', async () => {
    remote.answer(routes.services, () => someServicesInWindow({ services: [] }));
    open('/admin/requests');
    expect(await screen.findByText(/No service reported requests/)).toBeTruthy();
  });

  it('of a service that is not there, and while the database is away, say why', async () => {
    remote.refuse(ROUTES, 404, 'No service "student-platform" reported in this time.');
    open(`/admin/requests/${SERVICE}`);
    expect(await screen.findByText(/reported in this time/)).toBeTruthy();
    page.close();
    remote.refuse(routes.services, 503, 'The database does not answer.');
    open('/admin/requests');
    expect(
      await screen.findByText(/This is not known: The database does not answer. Trying again/),
    ).toBeTruthy();
  });
});

describe('an hour of errors', () => {
  let remote: FakeRemote;
  let page: OpenPage;
  const hour = someErrorHour();
  eachTestHasAServer((fresh) => {
    remote = fresh
      .answer(`${routes.errorTrend}/${encodeURIComponent(hour.start)}`, () => hour)
      .answer(ROUTES, () => someRoutes());
  });

  it('is reached from the table of the chart, and leads to a route in that hour', async () => {
    remote.answer(routes.errorTrend, () => someTrend());
    page = openPage('/admin/dashboard');
    const open = await screen.findByRole<HTMLButtonElement>('button', { name: 'Show as table: Error rate' });
    await waitFor(() => expect(open.disabled).toBe(false));
    fireEvent.click(open);
    const table = await screen.findByRole('table', { name: 'Error rate by hour' });
    fireEvent.click(within(table).getAllByRole('link')[21]!);
    await screen.findByRole('heading', { level: 1, name: /^Errors from/ });
    expect(decodeURIComponent(page.path())).toBe(`/admin/errors/${hour.start}`);
    fireEvent.click(await screen.findByRole('link', { name: 'GET /rooms/:id' }));
    await screen.findByRole('table', { name: 'How its requests ended' });
    expect(decodeURIComponent(page.href())).toContain(`from=${hour.start}`);
  });
});
