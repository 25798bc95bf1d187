import type { ErrorBucket, ErrorTrend, HourState, ThresholdCrossing } from '@watchroom/contracts';
import type { RatePoint, RateLimit, RateMark } from '../../components/charts/rate-chart.types';
import { formatCount, formatRate, formatTime, spellSpan } from '../../lib/format';
import { TONE_OF_HOUR } from '../../lib/tone';

const HOUR_WORDS: Record<HourState, string> = {
  ok: 'Ok',
  warning: 'Warning',
  critical: 'Critical',
  no_traffic: 'No traffic',
  unobserved: 'Not observed',
};

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** An hour with too few requests to judge is neither fine nor bad. */
const wordOf = ({ state, too_few, requests }: ErrorBucket): string =>
  too_few ? `Too few to judge (n = ${formatCount(requests)})` : HOUR_WORDS[state];

/** One point an hour, in percent; an hour without a rate stays a gap. */
export const pointsOf = (trend: ErrorTrend): RatePoint[] =>
  trend.buckets.map((bucket, index) => ({
    key: bucket.start,
    tick: clock.format(Date.parse(bucket.start)),
    title: dayAndClock.format(Date.parse(bucket.start)),
    percent: bucket.error_rate === null ? null : bucket.error_rate * 100,
    tone: bucket.too_few ? 'unknown' : TONE_OF_HOUR[bucket.state],
    word: wordOf(bucket),
    isUnobserved: bucket.state === 'unobserved',
    isQuiet: bucket.state === 'no_traffic',
    isFilling: index === trend.buckets.length - 1,
    detail:
      bucket.error_rate === null
        ? HOUR_WORDS[bucket.state]
        : `${formatRate(bucket.error_rate)}: ${formatCount(bucket.errors)} of ${formatCount(bucket.requests)} requests`,
  }));

export const limitsOf = (trend: ErrorTrend): RateLimit[] => [
  {
    tone: 'warning',
    percent: trend.warning_threshold * 100,
    label: `Warning ${formatRate(trend.warning_threshold)}`,
  },
  {
    tone: 'critical',
    percent: trend.critical_threshold * 100,
    label: `Critical ${formatRate(trend.critical_threshold)}`,
  },
];

/** Where the crossings are drawn: on top of the hour that changed. */
export function marksOf(trend: ErrorTrend): RateMark[] {
  const rates = new Map(trend.buckets.map((bucket) => [bucket.start, bucket.error_rate]));
  return trend.crossings
    .filter((crossing) => rates.has(crossing.at))
    .map((crossing) => ({
      key: crossing.at,
      percent: (rates.get(crossing.at) ?? 0) * 100,
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
