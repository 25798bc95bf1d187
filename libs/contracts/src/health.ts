import type { ExternalServiceKey } from './external-services';

export const SYSTEM_HEALTHS = ['healthy', 'degraded', 'critical', 'unknown'] as const;
export type SystemHealth = (typeof SYSTEM_HEALTHS)[number];

/** What system health is made of. */
export type HealthInput =
  | 'error_rate'
  | 'response_time_p95'
  | 'database_pool'
  | 'database'
  | 'sessions'
  | 'own_data'
  | ExternalServiceKey;

/**
 * One input that is not fine. `value` and `limit` in the unit that `detail` names, null where it has none: fractions for
 * the error rate, ms for the response time and for waits of the pool (limit above 0), else callers (limit 0).
 */
export interface HealthReason {
  input: HealthInput;
  state: Exclude<SystemHealth, 'healthy'>;
  value: number | string | null;
  limit: number | string | null;
  /** RFC 3339 UTC: since when it is so; null when that was not observed. */
  since: string | null;
  /** One sentence for the person on duty: what is so and what it means. */
  detail: string;
}
