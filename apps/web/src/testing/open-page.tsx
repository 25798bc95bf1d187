import { routes, type SignedInAdmin } from '@watchroom/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { App } from '../app/app';
import { createAppRouter } from '../app/router';
import { openVisit } from '../app/visit';
import { someEvents, someNews } from './events';
import type { FakeRemote } from './fake-remote';
import { aHistory } from './history';
import {
  someCurrent,
  someDatabase,
  someInstallation,
  someServices,
  someSessions,
  someTrend,
} from './metrics';

export const ADA: SignedInAdmin = {
  email: 'ada@example.org',
  role: 'SYSTEM_MONITOR',
  expires_at: '2099-01-01T00:00:00.000Z',
};

/** A server on which all is well and Ada is signed in. */
export const allIsWell = (remote: FakeRemote): FakeRemote =>
  remote
    .answer(routes.me, ADA)
    .answer(routes.currentMetrics, () => someCurrent())
    .answer(routes.sessionMetrics, () => someSessions())
    .answer(routes.errorTrend, () => someTrend())
    .answer(routes.history, aHistory)
    .answer(routes.databaseMetrics, () => someDatabase())
    .answer(routes.externalServices, () => someServices())
    .answer(routes.installation, () => someInstallation(true))
    .answer(routes.events, () => someEvents())
    .answer(routes.since, () => someNews())
    .answerEmpty(routes.since, 'POST');

/** All of the page is in sight, and drawn at once. */
const SIGHT_PX = 2160;

/** The whole page at an address, as the browser would open it. `askAhead`: what is asked for before it is drawn. */
export function openPage(address: string, askAhead?: (client: QueryClient) => void) {
  window.innerHeight = SIGHT_PX;
  const router = createAppRouter(createMemoryHistory({ initialEntries: [address] }));
  const queryClient = openVisit(router);
  askAhead?.(queryClient);
  const view = render(<App router={router} queryClient={queryClient} />);
  const close = () => {
    opened.delete(close);
    view.unmount();
    queryClient.clear();
  };
  opened.add(close);
  return {
    path: () => router.state.location.pathname,
    href: () => router.state.location.href,
    close,
  };
}
export type OpenPage = ReturnType<typeof openPage>;

const opened = new Set<() => void>();

/** Closes every page that is still open. */
export const closePages = (): void => opened.forEach((close) => close());

/** What a browser does when the reader comes back to the tab: the page asks again at once. */
export const comeBackToTab = () => window.dispatchEvent(new Event('visibilitychange'));
