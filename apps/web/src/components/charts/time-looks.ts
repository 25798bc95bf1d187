import { type ColorName } from '../../theme/colors';
import type { Tone } from '../../lib/tone';
import type { TimeLimit } from './time-chart.types';

export interface Look {
  color: ColorName;
  width: number;
  /** In px of a usual screen; undefined = drawn through. */
  dash?: number[];
}

/** Series by rank: told apart by their dashes alone. */
export const SERIES_LOOKS: [Look, Look, Look] = [
  { color: 'brand', width: 2 },
  { color: 'muted', width: 1.5, dash: [6, 3] },
  { color: 'ink', width: 1.5, dash: [1.5, 3] },
];

/** Limits by severity: told apart without their colours. */
export const LIMIT_LOOKS: Record<TimeLimit['tone'], Look> = {
  ok: { color: 'ok-ink', width: 1.5, dash: [12, 3, 2, 3] },
  warning: { color: 'warning-fill', width: 1.5, dash: [7, 4] },
  critical: { color: 'critical-fill', width: 1.5, dash: [2, 3] },
  bound: { color: 'muted', width: 1, dash: [18, 3] },
};

export const LIMIT_INKS: Record<TimeLimit['tone'], ColorName> = {
  ok: 'ok-ink',
  warning: 'warning-ink',
  critical: 'critical-ink',
  bound: 'muted',
};

export const FILLS: Record<Tone, ColorName> = {
  ok: 'ok-fill',
  warning: 'warning-fill',
  critical: 'critical-fill',
  unknown: 'unknown-fill',
};

export const dashes = (look: Look, px = 1): string | undefined =>
  look.dash?.map((dash) => dash * px).join(' ');

export const lookOf = (rank: number): Look => SERIES_LOOKS[Math.min(rank, 2)] ?? SERIES_LOOKS[0];
