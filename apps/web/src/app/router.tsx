import { EXTERNAL_SERVICES, type ExternalServiceKey, routes } from '@watchroom/contracts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  notFound,
  Outlet,
  redirect,
  type RouterHistory,
  useNavigate,
} from '@tanstack/react-router';
import { rangeIn } from '../features/sessions/category.query';
import { safeDestination } from '../lib/destination';
import { CategoryPage } from '../pages/category.page';
import { DashboardPage } from '../pages/dashboard.page';
import { type EventsChoice, eventsChoiceIn, EventsPage } from '../pages/events.page';
import { FailedPage } from '../pages/failed.page';
import { NotFoundPage } from '../pages/not-found.page';
import { ServicePage } from '../pages/service.page';
import { SignInPage } from '../pages/sign-in.page';
import { SignedIn } from '../pages/signed-in';

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
    <SignInPage
      hasEnded={ended === true}
      onSignedIn={() => void navigate({ href: safeDestination(to), replace: true })}
    />
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
      {() => isExternalService(service) && <ServicePage key={service} service={service} />}
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
