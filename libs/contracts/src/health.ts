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
  | 'certificates'
  | ExternalServiceKey;

/** What `value` and `limit` of a reason count: a share 0..1, milliseconds, callers that wait or gave up, whole days. */
export const HEALTH_UNITS = ['fraction', 'ms', 'callers', 'timeouts', 'days'] as const;
export type HealthUnit = (typeof HEALTH_UNITS)[number];

/** One input that is not fine. */
export interface HealthReason {
  input: HealthInput;
  state: Exclude<SystemHealth, 'healthy'>;
  /** A number in `unit`, or a word. */
  value: number | string | null;
  limit: number | string | null;
  /** Null where value and limit are words. */
  unit: HealthUnit | null;
  /** RFC 3339 UTC: since when it is so; null when that was not observed. */
  since: string | null;
  /** What it was before that; null when it was never judged before. */
  previous_state: SystemHealth | null;
  /** One sentence for the person on duty: what is so and what it means. */
  detail: string;
  /** What would make it fine again, such as "Under 2 % for 60 s." Times of day in it are UTC and say so. */
  turns_green: string;
}
