import { OWN_SERVICE } from '../../core/requests/request-minute';

/** SQL condition: a service is monitored. Our own counts only as long as no other has ever reported. */
export const isMonitored = (column: string): string =>
  `(${column} <> '${OWN_SERVICE}' OR NOT EXISTS (SELECT FROM reporting_services WHERE service <> '${OWN_SERVICE}'))`;
