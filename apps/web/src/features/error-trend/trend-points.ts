import type { ErrorBucket, ErrorTrend, HourState, ThresholdCrossing } from '@watchroom/contracts';
import type { TimeLimit, TimeMark, TimePicture, TimeStep } from '../../components/charts/time-chart.types';
import { formatCount, formatRate, formatTime, spellSpan } from '../../lib/format';
import { TONE_OF_HOUR } from '../../lib/tone';
import { timeFormat } from '../../lib/zone';

const HOUR_WORDS: Record<HourState, string> = {
  ok: 'Ok',
  warning: 'Warning',
  critical: 'Critical',
  no_traffic: 'No traffic',
  unobserved: 'Not observed',
};

/** An hour with too few requests to judge is neither fine nor bad. */
const wordOf = ({ state, too_few, requests }: ErrorBucket): string =>
  too_few ? `Too few to judge (n = ${formatCount(requests)})` : HOUR_WORDS[state];

/** What the trend will be drawn as. */
export const EMPTY_PICTURE: TimePicture = {
  kind: 'bars',
  unit: 'percent',
  series: ['Error rate'],
  steps: [],
  limits: [],
  marks: [],
  breach: 'Above a threshold',
};

/** The trend as something to draw, in percent. `isFiring`: system health names the error rate. */
export const pictureOf = (trend: ErrorTrend, isFiring = false): TimePicture => ({
  ...EMPTY_PICTURE,
  steps: trend.buckets.map((bucket, index) =>
    stepOf(bucket, trend.bucket_seconds, index === trend.buckets.length - 1),
  ),
  limits: limitsOf(trend, isFiring),
  marks: marksOf(trend),
});

/** An hour without a rate stays a gap. */
function stepOf(bucket: ErrorBucket, seconds: number, isFilling: boolean): TimeStep {
  const startMs = Date.parse(bucket.start);
  return {
    startMs,
    endMs: startMs + seconds * 1000,
    values: [bucket.error_rate === null ? null : bucket.error_rate * 100],
    span: null,
    state: bucket.state === 'unobserved' || bucket.state === 'no_traffic' ? bucket.state : 'value',
    tone: bucket.too_few ? 'unknown' : TONE_OF_HOUR[bucket.state],
    isFilling,
    text: textOf(bucket),
  };
}

function textOf(bucket: ErrorBucket): string {
  if (bucket.error_rate === null) return HOUR_WORDS[bucket.state].toLowerCase();
  const counts = `${formatCount(bucket.errors)} of ${formatCount(bucket.requests)} requests`;
  return `${formatRate(bucket.error_rate)}, ${counts} failed: ${wordOf(bucket).toLowerCase()}`;
}

/** A row of the table: when, and how it is judged. "Mon 10:00" */
export const rowOf = (bucket: ErrorBucket, zone: string): { when: string; word: string } => ({
  when: timeFormat({ weekday: 'short', hour: '2-digit', minute: '2-digit' }, zone).format(
    Date.parse(bucket.start),
  ),
  word: wordOf(bucket),
});

/** While the rate is above them, the lower limit is where it is fine again, and says so. */
export const limitsOf = (trend: ErrorTrend, isFiring = false): TimeLimit[] => [
  {
    tone: isFiring ? 'ok' : 'warning',
    value: trend.warning_threshold * 100,
    label: `${isFiring ? 'Fine again under' : 'Warning'} ${formatRate(trend.warning_threshold)}`,
  },
  {
    tone: 'critical',
    value: trend.critical_threshold * 100,
    label: `Critical ${formatRate(trend.critical_threshold)}`,
  },
];

/** Where the crossings are drawn: on top of the hour that changed. */
export function marksOf(trend: ErrorTrend): TimeMark[] {
  const rates = new Map(trend.buckets.map((bucket) => [bucket.start, bucket.error_rate]));
  const halfMs = trend.bucket_seconds * 500;
  return trend.crossings
    .filter((crossing) => rates.has(crossing.at))
    .map((crossing) => ({
      atMs: Date.parse(crossing.at) + halfMs,
      value: (rates.get(crossing.at) ?? 0) * 100,
      tone: TONE_OF_HOUR[crossing.to],
      isWorse: isWorse(crossing),
    }));
}

/** "10:00: from ok to critical" */
export const crossingText = (crossing: ThresholdCrossing, nowMs: number): string =>
  `${formatTime(Date.parse(crossing.at), nowMs)}: from ${crossing.from} to ${crossing.to}`;

/** The chart in one sentence, for those who do not see it. */
export function summaryOf(trend: ErrorTrend): string {
  const rates = trend.buckets.flatMap((bucket) => bucket.error_rate ?? []);
  const span = spellSpan(trend.buckets.length * trend.bucket_seconds);
  if (rates.length === 0) return `Error rate by hour, last ${span}: no hour with requests.`;
  const over = trend.buckets.filter(
    (bucket) => bucket.state === 'warning' || bucket.state === 'critical',
  ).length;
  return `Error rate by hour, last ${span}: highest ${formatRate(Math.max(...rates))}, ${over} of ${rates.length} hours above a threshold.`;
}

const RANK = { ok: 0, warning: 1, critical: 2 };

const isWorse = ({ from, to }: ThresholdCrossing): boolean => RANK[to] > RANK[from];
