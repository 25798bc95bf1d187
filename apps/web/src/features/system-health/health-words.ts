import {
  EXTERNAL_SERVICE_NAMES,
  type HealthInput,
  type HealthReason,
  type SystemHealth,
} from '@watchroom/contracts';
import { formatCount, formatMs, formatRate } from '../../lib/format';

export const HEALTH_WORDS: Record<SystemHealth, string> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  critical: 'Critical',
  unknown: 'Unknown',
};

const INPUT_NAMES: Record<HealthInput, string> = {
  error_rate: 'Error rate',
  response_time_p95: 'API response time',
  database_pool: 'Database pool',
  database: 'Database',
  sessions: 'Session reports',
  own_data: 'Own data',
  ...EXTERNAL_SERVICE_NAMES,
};

/** Also names an input that a newer server knows and this page does not. */
export const inputName = (input: string): string =>
  input in INPUT_NAMES ? INPUT_NAMES[input as HealthInput] : input.replaceAll('_', ' ');

/** The value of a reason in the unit of its input; null where it has none. */
export const valueText = (reason: HealthReason): string | null => inUnitOf(reason, reason.value);

/** "limit 5 %" or "should be operational"; null where the input has no limit. */
export function limitText(reason: HealthReason): string | null {
  const { limit } = reason;
  const text = inUnitOf(reason, limit);
  if (text === null) return null;
  return typeof limit === 'number' ? `limit ${text}` : `should be ${text}`;
}

function inUnitOf({ input, limit }: HealthReason, value: number | string | null): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value.replaceAll('_', ' ');
  if (input === 'error_rate') return formatRate(value);
  const isWait = input === 'database_pool' && typeof limit === 'number' && limit > 0; // else callers, of whom none should wait
  if (input === 'response_time_p95' || isWait) return formatMs(value);
  return formatCount(Math.round(value * 10) / 10);
}
