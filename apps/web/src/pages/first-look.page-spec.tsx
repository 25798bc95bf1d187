import { expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { screen, waitFor } from '@testing-library/react';
import { newsQuery } from '../features/events/news.query';
import { externalServicesQuery } from '../features/external-services/external-services.query';
import { someNews } from '../testing/events';
import { eachTestHasAServer } from '../testing/each-test';
import type { FakeRemote } from '../testing/fake-remote';
import { someServices } from '../testing/metrics';
import { openPage } from '../testing/open-page';

let remote: FakeRemote;
eachTestHasAServer((fresh) => (remote = fresh));

const isHeldBack = () => document.querySelector('[data-coming]') !== null;

/** The dashboard of somebody whose news are on their way; `come` has them arrive. */
async function openBeforeNews(address: string) {
  let come = (): void => undefined;
  const news = new Promise<ReturnType<typeof someNews>>((resolve) => {
    come = () => resolve(someNews());
  });
  remote.answer(routes.since, () => news);
  openPage(address);
  await screen.findByText('17');
  return come;
}

it('shows the figures once the news that stand above them are there', async () => {
  const come = await openBeforeNews('/admin/dashboard');
  expect(isHeldBack()).toBe(true);
  come();
  await waitFor(() => expect(isHeldBack()).toBe(false));
});

it('waits for other figures that are late, too', async () => {
  let come = (): void => undefined;
  const services = new Promise<ReturnType<typeof someServices>>((resolve) => {
    come = () => resolve(someServices());
  });
  remote.answer(routes.externalServices, () => services);
  openPage('/admin/dashboard', (client) => {
    client.setQueryData(newsQuery().queryKey, someNews());
    void client.prefetchQuery(externalServicesQuery());
  });
  await screen.findByText('17');
  expect(isHeldBack()).toBe(true);
  come();
  await waitFor(() => expect(isHeldBack()).toBe(false));
});

it('waits no longer than two seconds', async () => {
  await openBeforeNews('/admin/dashboard');
  await waitFor(() => expect(isHeldBack()).toBe(false), { timeout: 6_000 });
});

it('holds nothing back from whoever is sent to a part of the page', async () => {
  await openBeforeNews('/admin/dashboard#database');
  expect(isHeldBack()).toBe(false);
});

it('holds nothing back where a source refuses', async () => {
  remote.refuse(routes.since, 500, 'Something went wrong.');
  openPage('/admin/dashboard');
  await screen.findByText('17');
  await waitFor(() => expect(isHeldBack()).toBe(false), { timeout: 1_500 });
});
