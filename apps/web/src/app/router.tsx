import { EXTERNAL_SERVICES, type ExternalServiceKey, routes } from '@watchroom/contracts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
  rootRouteId,
  type RouterHistory,
  useNavigate,
} from '@tanstack/react-router';
import { Suspense } from 'react';
import { useZoneOfAddress } from '../features/range/use-zone-of-address';
import { requestsSearch, routeSearch, type Sort } from '../features/requests/requests-search';
import { rangeIn } from '../features/sessions/category.query';
import { isWallAddress } from '../features/wall/wall-mode';
import { keepZone, timeIn, zoneIn } from '../lib/address';
import { tablesIn } from '../lib/open-tables';
import { safeDestination } from '../lib/destination';
import { CategoryPage } from '../pages/category.page';
import { DashboardPage } from '../pages/dashboard.page';
import { ErrorHourPage } from '../pages/error-hour.page';
import { type EventsChoice, eventsChoiceIn, EventsPage } from '../pages/events.page';
import { FailedNotice, FailedPage } from '../pages/failed.page';
import { NotFoundPage } from '../pages/not-found.page';
import { RequestsPage } from '../pages/requests.page';
import { ServiceRequestsPage } from '../pages/service-requests.page';
import { SignedIn } from '../pages/signed-in';
import { TablesOfAddress } from '../pages/tables-of-address';

// Their code comes when they are opened.
const ServicePage = lazyRouteComponent(() => import('../pages/service.page'), 'ServicePage');
const SignInPage = lazyRouteComponent(() => import('../pages/sign-in.page'), 'SignInPage');

interface SignInSearch {
  /** Where the reader wanted to go. */
  to?: string;
  ended?: boolean;
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
  component: SignIn,
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
  component: Service,
});

const requestsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: routes.requestsPage,
  validateSearch: requestsSearch,
  component: Requests,
});

const serviceRequestsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.requestsPage}/$service`,
  validateSearch: routeSearch,
  component: ServiceRequests,
});

const errorHourRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.errorsPage}/$start`,
  validateSearch: requestsSearch,
  component: ErrorHour,
});

const eventsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: routes.eventsPage,
  validateSearch: eventsChoiceIn,
  component: Events,
});

const categoryRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: `${routes.categoryPage}/$category`,
  validateSearch: timeIn,
  component: Category,
});

const isExternalService = (key: string): key is ExternalServiceKey =>
  (EXTERNAL_SERVICES as readonly string[]).includes(key);

function SignIn() {
  const { to, ended } = signInRoute.useSearch();
  const navigate = useNavigate();
  return (
    <Suspense>
      <SignInPage
        hasEnded={ended === true}
        isWall={isWallAddress(to)}
        onSignedIn={() => void navigate({ href: safeDestination(to), replace: true })}
      />
    </Suspense>
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

function Service() {
  const { service } = serviceRoute.useParams();
  return <Suspense>{isExternalService(service) && <ServicePage key={service} service={service} />}</Suspense>;
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
    defaultErrorComponent: FailedNotice,
    defaultNotFoundComponent: NotFoundPage,
  });

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
