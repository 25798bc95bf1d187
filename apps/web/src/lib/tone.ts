import type { ExternalServiceStatus, HourState, SystemHealth } from '@watchroom/contracts';

/** How serious something is; each tone has its own shape, word and colour. */
export type Tone = 'ok' | 'warning' | 'critical' | 'unknown';

export const TONE_OF_HEALTH: Record<SystemHealth, Tone> = {
  healthy: 'ok',
  degraded: 'warning',
  critical: 'critical',
  unknown: 'unknown',
};

export const TONE_OF_SERVICE: Record<ExternalServiceStatus, Tone> = {
  operational: 'ok',
  degraded: 'warning',
  down: 'critical',
  unknown: 'unknown',
};

export const TONE_OF_HOUR: Record<HourState, Tone> = {
  ok: 'ok',
  warning: 'warning',
  critical: 'critical',
  no_traffic: 'unknown',
  unobserved: 'unknown',
};

/** How a value stands to its limits, which still hold at the limit; null: it has none of that kind. */
export function toneAbove(
  value: number,
  warning: number | null,
  critical: number | null,
): Exclude<Tone, 'unknown'> {
  if (critical !== null && value > critical) return 'critical';
  return warning !== null && value > warning ? 'warning' : 'ok';
}

/** Letters of the shapes, for places that hold text only. */
export const GLYPH_OF_TONE: Record<Tone, string> = { ok: '●', warning: '▲', critical: '■', unknown: '○' };
