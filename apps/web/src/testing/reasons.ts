import type { HealthReason } from '@watchroom/contracts';
import { ago, someReason } from './metrics';

/** LiveKit is down. */
export const down = someReason();
/** More requests fail than may. */
export const errors = someReason({
  input: 'error_rate',
  state: 'critical',
  value: 0.0713,
  limit: 0.05,
  unit: 'fraction',
  since: ago(60),
  detail: '7.1 % failed.',
  turns_green: 'Under 2 % for 60 s.',
});
/** Nobody knows how many fail. */
export const blind: HealthReason = { ...errors, state: 'unknown', value: null, limit: null, since: null };
