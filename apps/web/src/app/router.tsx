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
import { isWallAddress } from '../features/wall/wall-mode';
import { safeDestination } from '../lib/destination';
import { DashboardPage } from '../pages/dashboard.page';
import { FailedPage } from '../pages/failed.page';
import { NotFoundPage } from '../pages/not-found.page';
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

export const createAppRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: rootRoute.addChildren([homeRoute, adminRoute, signInRoute, dashboardRoute, serviceRoute]),
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
