import type { Tone } from '../../lib/tone';

/** One hour of a rate. `percent` null = no rate: the gap stays a gap. */
export interface RatePoint {
  key: string;
  tick: string;
  title: string;
  percent: number | null;
  tone: Tone;
  word: string;
  detail: string;
  /** Nobody was measuring. */
  isUnobserved: boolean;
  /** Somebody was, and no request came. */
  isQuiet: boolean;
  isFilling: boolean;
}

export interface RateLimit {
  tone: 'warning' | 'critical';
  percent: number;
  label: string;
}

export interface RateMark {
  key: string;
  percent: number;
  tone: Tone;
  isWorse: boolean;
}

export interface RateChartProps {
  points: RatePoint[];
  limits: RateLimit[];
  marks: RateMark[];
  /** An hour was chosen with the mouse; whoever uses the keyboard finds the same beside the chart. */
  onOpen?: (key: string) => void;
}
