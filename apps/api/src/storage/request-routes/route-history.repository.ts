import type { RouteWindow } from '../../core/routes/route-window';
import type { ServiceRoutes } from './request-route.repository';

/** Requests of one service in a minute or an hour. `distribution`: encoded durations; null = not known. */
export interface ServicePart {
  service: string;
  requests: number;
  errors: number;
  distribution: Buffer | null;
}

/** Requests by service and by route in a window. */
export abstract class RouteHistoryRepository {
  /** Requests of all services, or of one; each in several parts. */
  abstract services(window: RouteWindow, service: string | null): Promise<ServicePart[]>;

  /** Packed routes of a service, or of all that are monitored, as far as they are folded; each in several parts. */
  abstract routes(window: RouteWindow, service: string | null): Promise<ServiceRoutes[]>;
}
