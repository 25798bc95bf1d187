import { isExternalService, routes } from '@watchroom/contracts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  notFound,
  Outlet,
  redirect,
  rootRouteId,
  type RouterHistory,
  useNavigate,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useZoneOfAddress } from '../features/range/use-zone-of-address';
import { type EventsChoice, eventsChoiceIn } from '../features/events/events-choice';
import { requestsSearch, routeSearch, type Sort } from '../features/requests/requests-search';
import { rangeIn } from '../features/sessions/category.query';
import { isWallAddress } from '../features/wall/wall-mode';
import { keepZone, timeIn, zoneIn } from '../lib/address';
import { tablesIn } from '../lib/open-tables';
import { safeDestination } from '../lib/destination';
import { DashboardPage } from '../pages/dashboard.page';
import { FailedNotice, FailedPage } from '../pages/failed.page';
import { NotFoundPage } from '../pages/not-found.page';
import { SignedIn } from '../pages/signed-in';
import { TablesOfAddress } from '../pages/tables-of-address';
import {
  CategoryPage,
  ErrorHourPage,
  EventsPage,
  RequestsPage,
  ServicePage,
  ServiceRequestsPage,
  SignInPage,
} from './late-pages';

interface SignInSearch {
  /** Where the reader wanted to go. */
  to?: string;
  ended?: boolean;
}

/** What a route shows once the code of its page is there: the router asks for it first. */
function afterCode(Shown: () => ReactNode, { preload }: { preload: () => Promise<void> }) {
  return Object.assign(Shown, { preload });
}

const rootRoute = createRootRoute({ component: Outlet, errorComponent: FailedPage });

const toDashboard = () => {
  throw redirect({ to: routes.dashboardPage, replace: true });
};
const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', beforeLoad: toDashboard });
const adminRoute = createRoute({ getParentRoute: () => rootRoute, path: '/admin', beforeLoad: toDashboard });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.loginPage,
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(typeof search.to === 'string' ? { to: search.to } : {}),
    ...(search.ended === true ? { ended: true } : {}),
  }),
  component: afterCode(SignIn, SignInPage),
  errorComponent: FailedPage,
});

/** Every page for those who are signed in: one frame for all, that stays while they go from one to the other. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  validateSearch: (search: Record<string, unknown>) => ({ ...zoneIn(search), ...tablesIn(search) }),
  search: { middlewares: [keepZone] },
  component: SignedInPages,
  errorComponent: FailedPage,
});

const dashboardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: routes.dashboardPage,
  validateSearch: timeIn,
  component: DashboardPage,
});

const serviceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.servicePage}/$service`,
  validateSearch: timeIn,
  beforeLoad: ({ params }) => {
    if (!isExternalService(params.service)) throw notFound({ routeId: rootRouteId });
  },
  component: afterCode(Service, ServicePage),
});

const requestsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: routes.requestsPage,
  validateSearch: requestsSearch,
  component: afterCode(Requests, RequestsPage),
});

const serviceRequestsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.requestsPage}/$service`,
  validateSearch: routeSearch,
  component: afterCode(ServiceRequests, ServiceRequestsPage),
});

const errorHourRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.errorsPage}/$start`,
  validateSearch: requestsSearch,
  component: afterCode(ErrorHour, ErrorHourPage),
});

const eventsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: routes.eventsPage,
  validateSearch: eventsChoiceIn,
  component: afterCode(Events, EventsPage),
});

const categoryRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.categoryPage}/$category`,
  validateSearch: timeIn,
  component: afterCode(Category, CategoryPage),
});

function SignIn() {
  const { to, ended } = signInRoute.useSearch();
  const navigate = useNavigate();
  return (
    <SignInPage
      hasEnded={ended === true}
      isWall={isWallAddress(to)}
      onSignedIn={() => void navigate({ href: safeDestination(to), replace: true })}
    />
  );
}

function SignedInPages() {
  const navigate = useNavigate();
  useZoneOfAddress();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      <TablesOfAddress>
        <Outlet />
      </TablesOfAddress>
    </SignedIn>
  );
}

function Service(): ReactNode {
  const { service } = serviceRoute.useParams();
  return isExternalService(service) && <ServicePage key={service} service={service} />;
}

/** The order of a table is part of the address; another order is no other place to go back to. */
function useSort() {
  const navigate = useNavigate();
  return (sort: Sort, order: 'asc' | 'desc') =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, sort, order }), replace: true });
}

function Requests() {
  return <RequestsPage search={requestsRoute.useSearch()} onSort={useSort()} />;
}

function Events() {
  const navigate = useNavigate();
  const choose = (search: EventsChoice) => void navigate({ to: routes.eventsPage, search });
  return <EventsPage choice={eventsRoute.useSearch()} onChoose={choose} />;
}

function ServiceRequests() {
  const { service } = serviceRequestsRoute.useParams();
  return (
    <ServiceRequestsPage service={service} search={serviceRequestsRoute.useSearch()} onSort={useSort()} />
  );
}

function ErrorHour() {
  const { start } = errorHourRoute.useParams();
  return <ErrorHourPage key={start} start={start} search={errorHourRoute.useSearch()} onSort={useSort()} />;
}

function Category() {
  const { category } = categoryRoute.useParams();
  const { range } = categoryRoute.useSearch();
  return <CategoryPage key={category} category={category} range={rangeIn(range)} />;
}

export const createAppRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: rootRoute.addChildren([
      homeRoute,
      adminRoute,
      signInRoute,
      signedInRoute.addChildren([
        dashboardRoute,
        serviceRoute,
        requestsRoute,
        serviceRequestsRoute,
        errorHourRoute,
        eventsRoute,
        categoryRoute,
      ]),
    ]),
    history,
    // Who points at a link is about to go there.
    defaultPreload: 'intent',
    defaultErrorComponent: FailedNotice,
    defaultNotFoundComponent: NotFoundPage,
  });

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
