import type { HistoryMetric, HistoryPoint } from '@watchroom/contracts';
import type { TimePicture, TimeUnit } from '../../components/charts/time-chart.types';
import { counted, formatCount, formatMs, formatRate } from '../../lib/format';

/** What a chart is made of, and how its values are told. */
export interface ChartSpec {
  name: string;
  kind: TimePicture['kind'];
  unit: TimeUnit;
  /** Asked for together; the first is the one that is judged. */
  metrics: HistoryMetric[];
  series: string[];
  /** Value to draw of a point that has one. */
  drawn: (value: number, point: HistoryPoint) => number;
  format: (drawn: number) => string;
  /** From where to where the values of a step went, as drawn; otherwise from `min` to `max`. */
  span?: (point: HistoryPoint) => [number, number] | null;
  /** What the top of that is, where its ground is the value. */
  band?: string;
  /** A step in words; `values` as drawn, in the order of the series, the first never null. */
  say: (values: (number | null)[], point: HistoryPoint) => string;
  /** Of several series: what the figures of the first one are, before them. */
  lead?: string;
  /** What is counted, after a figure. */
  noun: string;
  /** What is so when nothing happened. */
  nothing: string;
}

const same = (value: number): number => value;
/** Tenths only where they tell something. */
const average = (value: number): string =>
  formatCount(value < 10 ? Number(value.toFixed(1)) : Math.round(value));
const LEVELS = ['poor', 'fair', 'good', 'excellent'];
/** 3.2 → "good": to the nearest level, a half counts up. */
const levelOf = (score: number): string =>
  LEVELS[Math.min(3, Math.max(0, Math.floor(score + 0.5) - 1))] ?? '';

/** "20.5 sessions on average, 18 to 25" */
const sessionsText = (value: number, { min, max }: HistoryPoint): string =>
  `${average(value)} ${average(value) === '1' ? 'session' : 'sessions'}` +
  (typeof min !== 'number' || typeof max !== 'number' || min === max
    ? ''
    : ` on average, ${formatCount(min)} to ${formatCount(max)}`);

const SHARES = { p50: 'half', p95: '1 in 20', p99: '1 in 100' } as const;

/** Percentiles as people who are no engineers tell them; `than`: "slower", "longer". */
const percentiles = (
  keys: (keyof typeof SHARES)[],
  than: string,
  noun: string,
): Pick<ChartSpec, 'say' | 'lead' | 'series' | 'drawn' | 'format' | 'unit'> => {
  const shares = keys.map((key) => `${SHARES[key]} ${than}`);
  return {
    series: keys.map((key, rank) => `${shares[rank]} (${key})`),
    lead: `${shares[0]} than `,
    unit: 'ms',
    drawn: same,
    format: formatMs,
    say: (values, { n }) =>
      `${shares
        .flatMap((share, rank) => {
          const value = values[rank] ?? null;
          return value === null ? [] : `${share} than ${formatMs(value)}`;
        })
        .join(', ')}, of ${counted(n ?? 0, noun)}`,
  };
};

export type ChartKey =
  'sessions' | 'provider' | 'quality' | 'requests' | 'errors' | 'response' | 'use' | 'waits' | 'timeouts';

export const CHARTS: Record<ChartKey, ChartSpec> = {
  sessions: {
    name: 'Active sessions',
    kind: 'lines',
    unit: 'count',
    metrics: ['active_sessions'],
    series: ['Sessions'],
    drawn: same,
    format: average,
    say: ([value], point) => sessionsText(value ?? 0, point),
    noun: ' sessions',
    nothing: 'nobody in a session',
  },
  provider: {
    name: 'Sessions with this service',
    kind: 'lines',
    unit: 'count',
    metrics: ['active_sessions', 'active_sessions'],
    series: ['With this service', 'Provider not told'],
    lead: 'With this service ',
    drawn: same,
    format: average,
    say: ([value, untold = null], point) =>
      sessionsText(value ?? 0, point) +
      (untold === null || untold === 0 ? '' : `; of ${average(untold)} more nobody told the provider`),
    noun: ' sessions',
    nothing: 'nobody in a session',
  },
  quality: {
    name: 'Average connection quality',
    kind: 'lines',
    unit: 'score',
    metrics: ['connection_quality'],
    series: ['Quality'],
    drawn: same,
    format: (score) => `${levelOf(score)} (${score.toFixed(1)})`,
    say: ([value]) => `${levelOf(value ?? 0)}, ${(value ?? 0).toFixed(1)} of 4`,
    noun: '',
    nothing: 'no session told its quality',
  },
  requests: {
    name: 'Requests a minute',
    kind: 'lines',
    unit: 'count',
    metrics: ['requests'],
    series: ['Requests a minute'],
    drawn: (value, { observed_minutes }) => value / Math.max(1, observed_minutes),
    format: average,
    say: ([value], { n }) => `${average(value ?? 0)} requests a minute, ${formatCount(n ?? 0)} in all`,
    noun: ' a minute',
    nothing: 'no requests',
  },
  errors: {
    name: 'Error rate',
    kind: 'bars',
    unit: 'percent',
    metrics: ['error_rate'],
    series: ['Error rate'],
    drawn: (fraction) => fraction * 100,
    format: (percent) => formatRate(percent / 100),
    say: ([percent], { n }) => `${formatRate((percent ?? 0) / 100)} of ${counted(n ?? 0, 'request')} failed`,
    noun: '',
    nothing: 'no requests',
  },
  response: {
    name: 'API response time',
    kind: 'lines',
    metrics: ['response_time_p95', 'response_time_p50', 'response_time_p99'],
    ...percentiles(['p95', 'p50', 'p99'], 'slower', 'request'),
    noun: '',
    nothing: 'no requests',
  },
  use: {
    name: 'Connections in use',
    kind: 'lines',
    unit: 'percent',
    metrics: ['pool_use'],
    series: ['In use'],
    drawn: (fraction) => fraction * 100,
    format: (percent) => formatRate(percent / 100),
    band: 'Most at one moment',
    span: ({ value, max }) => (value === null || typeof max !== 'number' ? null : [value * 100, max * 100]),
    say: ([percent], { max, waiting_max: waiting }) =>
      [
        `${formatRate((percent ?? 0) / 100)} in use on average`,
        ...(typeof max === 'number' ? [`${formatRate(max)} at most`] : []),
        ...(waiting === undefined || waiting === 0 ? [] : [`up to ${counted(waiting, 'caller')} waiting`]),
      ].join(', '),
    noun: ' in use',
    nothing: 'no connection in use',
  },
  waits: {
    name: 'Wait for a connection',
    kind: 'lines',
    metrics: ['pool_wait_p95', 'pool_wait_p50'],
    ...percentiles(['p95', 'p50'], 'longer', 'wait'),
    noun: '',
    nothing: 'nobody asked for a connection',
  },
  timeouts: {
    name: 'Time-outs of the pool',
    kind: 'bars',
    unit: 'count',
    metrics: ['pool_timeouts'],
    series: ['Time-outs'],
    drawn: same,
    format: formatCount,
    say: ([value]) => (value === 0 ? 'no time-out' : counted(value ?? 0, 'time-out')),
    noun: ' time-outs',
    nothing: 'nobody asked for a connection',
  },
};
