import type { Evidence } from '@watchroom/contracts';
import { ago } from '../moment';

export const PLATFORM = 'counselling-api';

export const evidence = (n: number, window_seconds: number, more: Partial<Evidence> = {}): Evidence => ({
  n,
  window_seconds,
  sources: [PLATFORM],
  newest_at: ago(4),
  stale: false,
  ...more,
});
