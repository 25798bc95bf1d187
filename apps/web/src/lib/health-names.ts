import type { SystemHealth } from '@watchroom/contracts';

/** How bad something is, in one word that stands beside its shape. */
export const HEALTH_WORDS: Record<SystemHealth, string> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  critical: 'Critical',
  unknown: 'Unknown',
};
