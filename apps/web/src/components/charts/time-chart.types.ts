import type { Tone } from '../../lib/tone';

/** What the values are: percent 0..100, milliseconds, whole things, quality from 1 to 4. */
export type TimeUnit = 'percent' | 'ms' | 'count' | 'score';

/** One stretch of time, and what was seen in it. */
export interface TimeStep {
  startMs: number;
  endMs: number;
  /** One value a series; null = none: the gap stays a gap. */
  values: (number | null)[];
  /** Fewest and most within the step. */
  span: [number, number] | null;
  state: 'value' | 'no_traffic' | 'unobserved';
  /** Against the limits; unknown where nothing is judged. */
  tone: Tone;
  /** Its value will still change. */
  isFilling: boolean;
  /** What was seen, in words. */
  text: string;
}

/** A line across the chart. `ok`: below it, all is well again; `bound`: there is no more than this, good or bad. */
export interface TimeLimit {
  tone: 'warning' | 'critical' | 'ok' | 'bound';
  value: number;
  /** With word and value: "Warning 2 %". */
  label: string;
}

/** A change of state. */
export interface TimeMark {
  /** Middle of the step that it began with. */
  atMs: number;
  value: number;
  tone: Tone;
  isWorse: boolean;
}

/** All that a chart draws: plain data, made by whoever knows what it means. */
export interface TimePicture {
  kind: 'lines' | 'bars';
  unit: TimeUnit;
  /** Names of the series, the most important first; each has a dash pattern of its own. */
  series: string[];
  /** What the top of the `span` of a step is, where its ground is the line itself: "Most at one moment". */
  band?: string | undefined;
  /** Oldest first, without holes. */
  steps: TimeStep[];
  limits: TimeLimit[];
  marks: TimeMark[];
  /** What the steps of tone warning and critical have in common; null: nothing is judged. */
  breach: string | null;
}

export interface TimeChartProps {
  picture: TimePicture;
  /** IANA name. */
  zone: string;
  /** Of the cursor, for screen readers. */
  label: string;
  /** A step was chosen, by a click or by Enter. */
  onOpen?: (startMs: number) => void;
}
