import { EXTERNAL_SERVICES, type ExternalServiceKey, routes } from '@watchroom/contracts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
  type RouterHistory,
  useNavigate,
} from '@tanstack/react-router';
import { Suspense } from 'react';
import { requestsSearch, routeSearch, type Sort } from '../features/requests/requests-search';
import { rangeIn } from '../features/sessions/category.query';
import { isWallAddress } from '../features/wall/wall-mode';
import { safeDestination } from '../lib/destination';
import { CategoryPage } from '../pages/category.page';
import { DashboardPage } from '../pages/dashboard.page';
import { ErrorHourPage } from '../pages/error-hour.page';
import { type EventsChoice, eventsChoiceIn, EventsPage } from '../pages/events.page';
import { FailedPage } from '../pages/failed.page';
import { NotFoundPage } from '../pages/not-found.page';
import { RequestsPage } from '../pages/requests.page';
import { ServiceRequestsPage } from '../pages/service-requests.page';
import { SignedIn } from '../pages/signed-in';

// Their code comes when they are opened.
const ServicePage = lazyRouteComponent(() => import('../pages/service.page'), 'ServicePage');
const SignInPage = lazyRouteComponent(() => import('../pages/sign-in.page'), 'SignInPage');

interface SignInSearch {
  /** Where the reader wanted to go. */
  to?: string;
  ended?: boolean;
}

const rootRoute = createRootRoute({ component: Outlet });

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
});

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.dashboardPage,
  component: Dashboard,
});

const serviceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: `${routes.servicePage}/$service`,
  beforeLoad: ({ params }) => {
    if (!isExternalService(params.service)) throw notFound();
  },
  component: Service,
});

const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.requestsPage,
  validateSearch: requestsSearch,
  component: Requests,
});

const serviceRequestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: `${routes.requestsPage}/$service`,
  validateSearch: routeSearch,
  component: ServiceRequests,
});

const errorHourRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: `${routes.errorsPage}/$start`,
  validateSearch: requestsSearch,
  component: ErrorHour,
});

const eventsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: routes.eventsPage,
  validateSearch: eventsChoiceIn,
  component: Events,
});

const categoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: `${routes.categoryPage}/$category`,
  validateSearch: ({ range }: Record<string, unknown>): { range?: string } =>
    typeof range === 'string' ? { range } : {},
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

function Dashboard() {
  const navigate = useNavigate();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>{() => <DashboardPage />}</SignedIn>
  );
}

function Service() {
  const { service } = serviceRoute.useParams();
  const navigate = useNavigate();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      {() => (
        <Suspense>{isExternalService(service) && <ServicePage key={service} service={service} />}</Suspense>
      )}
    </SignedIn>
  );
}

/** The order of a table is part of the address; another order is no other place to go back to. */
function useSort() {
  const navigate = useNavigate();
  return (sort: Sort, order: 'asc' | 'desc') =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, sort, order }), replace: true });
}

function Requests() {
  const search = requestsRoute.useSearch();
  const onSort = useSort();
  const navigate = useNavigate();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      {() => <RequestsPage search={search} onSort={onSort} />}
    </SignedIn>
  );
}

function Events() {
  const choice = eventsRoute.useSearch();
  const navigate = useNavigate();
  const choose = (search: EventsChoice) => void navigate({ to: routes.eventsPage, search });
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      {() => <EventsPage choice={choice} onChoose={choose} />}
    </SignedIn>
  );
}

function ServiceRequests() {
  const { service } = serviceRequestsRoute.useParams();
  const search = serviceRequestsRoute.useSearch();
  const onSort = useSort();
  const navigate = useNavigate();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      {() => <ServiceRequestsPage service={service} search={search} onSort={onSort} />}
    </SignedIn>
  );
}

function ErrorHour() {
  const { start } = errorHourRoute.useParams();
  const search = errorHourRoute.useSearch();
  const onSort = useSort();
  const navigate = useNavigate();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      {() => <ErrorHourPage key={start} start={start} search={search} onSort={onSort} />}
    </SignedIn>
  );
}

function Category() {
  const { category } = categoryRoute.useParams();
  const { range } = categoryRoute.useSearch();
  const navigate = useNavigate();
  return (
    <SignedIn onSignedOut={() => void navigate({ to: routes.loginPage })}>
      {() => <CategoryPage key={category} category={category} range={rangeIn(range)} />}
    </SignedIn>
  );
}

export const createAppRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: rootRoute.addChildren([
      homeRoute,
      adminRoute,
      signInRoute,
      dashboardRoute,
      serviceRoute,
      requestsRoute,
      serviceRequestsRoute,
      errorHourRoute,
      eventsRoute,
      categoryRoute,
    ]),
    history,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: NotFoundPage,
  });

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
