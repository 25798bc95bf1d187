import type { RouteRequests } from '@watchroom/contracts';
import css from './requests.module.css';

/** "GET /rooms/:id", which may break anywhere. */
export const RouteName = ({ route, method }: Pick<RouteRequests, 'route' | 'method'>) => (
  <>
    <span className={css.method}>{method === '_OTHER' ? 'other method' : method}</span>{' '}
    <span className={css.route}>{route}</span>
  </>
);

export const routeKey = ({ service, method, route }: Pick<RouteRequests, 'service' | 'route' | 'method'>) =>
  `${route} ${method} ${service}`;
