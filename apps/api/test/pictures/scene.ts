import type {
  CategoryMetrics,
  CurrentMetrics,
  DatabaseMetrics,
  ErrorsInHour,
  ErrorTrend,
  EventPage,
  ExternalServiceInDepth,
  ExternalServiceKey,
  ExternalServicesStatus,
  History,
  Installation,
  News,
  RoutesInWindow,
  ServicesInWindow,
  SessionMetrics,
  SignedInAdmin,
} from '@watchroom/contracts';
import { current, installation } from './bodies/current';
import { databaseMetrics } from './bodies/database';
import { errorsInHour, errorTrend } from './bodies/errors';
import { events, news } from './bodies/events';
import { externalService, externalServices } from './bodies/external-services';
import { history } from './bodies/history';
import { serviceRoutes, services } from './bodies/routes';
import { category, sessionMetrics } from './bodies/sessions';

type Told<T> = T | Promise<never>;

/** What the server answers, for as long as a picture is taken. */
export interface Scene {
  me: () => Told<SignedInAdmin>;
  current: () => Told<CurrentMetrics>;
  sessions: () => Told<SessionMetrics>;
  errorTrend: () => Told<ErrorTrend>;
  errorsInHour: (start: string) => Told<ErrorsInHour>;
  database: () => Told<DatabaseMetrics>;
  externalServices: () => Told<ExternalServicesStatus>;
  externalService: (key: ExternalServiceKey) => Told<ExternalServiceInDepth>;
  services: () => Told<ServicesInWindow>;
  routes: () => Told<RoutesInWindow>;
  history: (asked: URLSearchParams) => Told<History>;
  events: () => Told<EventPage>;
  news: () => Told<News>;
  category: (name: string) => Told<CategoryMetrics>;
  installation: () => Told<Installation>;
}

/** A problem instead of an answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export const refuse = (status: number, detail: string) => (): never => {
  throw new Refusal(status, detail);
};

/** No answer, ever. */
export const silence = (): Promise<never> => new Promise<never>(() => undefined);

/** A healthy afternoon after a morning with trouble. */
export const AFTERNOON: Scene = {
  me: () => ({
    email: 'ada@example.org',
    role: 'SYSTEM_MONITOR',
    expires_at: '2026-11-24T02:35:20.000Z',
  }),
  current: () => current(),
  sessions: sessionMetrics,
  errorTrend,
  errorsInHour,
  database: databaseMetrics,
  externalServices: () => externalServices(),
  externalService,
  services,
  routes: serviceRoutes,
  history,
  events,
  news,
  category,
  installation: () => installation(),
};
