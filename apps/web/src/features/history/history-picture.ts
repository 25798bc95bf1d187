import type { HealthReason, History, HistoryPoint, Thresholds } from '@watchroom/contracts';
import type { TimePicture, TimeStep } from '../../components/charts/time-chart.types';
import { capital, formatCount, formatSpan, lastSpan, spellSpan, zoneText } from '../../lib/format';
import type { ShownRange } from '../../lib/range';
import { HOUR_SECONDS } from '../../lib/time-units';
import { type ChartKey, CHARTS, type ChartSpec } from './charts';
import { isJudged, limitsOf, toneOf } from './history-limits';

export interface Judging {
  /** Undefined: not known yet, nothing is judged. */
  thresholds: Thresholds | undefined;
  reasons: readonly HealthReason[];
}

/** What the server told of a stretch of time as something to draw: plain data. */
export function pictureOf(chart: ChartKey, histories: readonly History[], judging: Judging): TimePicture {
  const spec = CHARTS[chart];
  const [first, ...others] = histories;
  const beside = others.map(({ points }) => new Map(points.map((point) => [point.start, point])));
  return {
    kind: spec.kind,
    unit: spec.unit,
    series: spec.series,
    band: spec.band,
    steps: (first?.points ?? []).map((point) =>
      stepOf(chart, [point, ...beside.map((points) => points.get(point.start))], judging.thresholds),
    ),
    limits: limitsOf(chart, judging.thresholds, judging.reasons),
    marks: [],
    breach: isJudged(chart) ? 'Above a limit' : null,
  };
}

function stepOf(
  chart: ChartKey,
  points: [HistoryPoint, ...(HistoryPoint | undefined)[]],
  thresholds: Thresholds | undefined,
): TimeStep {
  const spec = CHARTS[chart];
  const [point] = points;
  const values = points.map((each) =>
    each === undefined || each.value === null ? null : spec.drawn(each.value, each),
  );
  const startMs = Date.parse(point.start);
  const value = values[0] ?? null;
  return {
    startMs,
    endMs: startMs + point.seconds * 1000,
    values,
    span: (spec.span ?? fewestAndMost)(point),
    state: point.state,
    tone: value === null || point.too_few === true ? 'unknown' : toneOf(chart, thresholds, value),
    isFilling: point.filling,
    text: textOf(spec, point, values),
  };
}

const fewestAndMost = ({ min, max }: HistoryPoint): [number, number] | null =>
  typeof min === 'number' && typeof max === 'number' ? [min, max] : null;

function textOf(spec: ChartSpec, point: HistoryPoint, values: (number | null)[]): string {
  if (point.state === 'unobserved') return 'not observed';
  const value = values[0] ?? null;
  const told = value === null ? spec.nothing : spec.say(values, point);
  const minutes = Math.round(point.seconds / 60);
  const isPartial = !point.filling && point.observed_minutes < minutes;
  return [
    told,
    ...(point.too_few === true && value !== null ? ['too few to judge'] : []),
    ...(isPartial ? [`${point.observed_minutes} of ${minutes} minutes observed`] : []),
  ].join(', ');
}

/** The chart in one sentence or two, for those who do not see it. */
export function summaryOf(chart: ChartKey, { steps }: TimePicture, range: ShownRange, zone: string): string {
  const spec = CHARTS[chart];
  const full = steps.filter(({ isFilling }) => !isFilling);
  const values = (full.length === 0 ? steps : full).flatMap(({ values: [value] }) => value ?? []);
  const when = range.kind === 'last' ? capital(lastSpan(range.seconds)) : 'Chosen time';
  const by = steps[0] === undefined ? '' : ` by ${stepWord(steps)}`;
  return `${when}${by}: ${[extent(spec, values), ...breaches(steps), ...gaps(steps)].join(', ')}. ${zoneText(zone)}.`;
}

function extent(spec: ChartSpec, values: number[]): string {
  if (values.length === 0) return 'nothing was seen';
  const [low, high] = [spec.format(Math.min(...values)), spec.format(Math.max(...values))];
  const which = spec.lead ?? '';
  if (low !== high) return `${which}${low} to ${high}${spec.noun}`;
  return `${which}${low}${low === '1' ? spec.noun.replace(/s$/, '') : spec.noun} throughout`;
}

const breaches = (steps: readonly TimeStep[]): string[] => {
  const over = steps.filter(({ tone }) => tone === 'warning' || tone === 'critical').length;
  return over === 0 ? [] : [`${formatCount(over)} of ${formatCount(steps.length)} above a limit`];
};

/** What is still filling may be seen yet. */
const gaps = (steps: readonly TimeStep[]): string[] => {
  const unseen = steps.filter(({ state, isFilling }) => state === 'unobserved' && !isFilling);
  const ms = unseen.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return ms === 0 ? [] : [`nobody was measuring for ${formatSpan(ms / 1000)}`];
};

/** A day of 25 hours is a day all the same. */
function stepWord(steps: readonly TimeStep[]): string {
  const seconds = Math.round(((steps[0]?.endMs ?? 0) - (steps[0]?.startMs ?? 0)) / 1000);
  if (seconds >= 23 * HOUR_SECONDS) return 'day';
  return seconds === HOUR_SECONDS ? 'hour' : seconds === 60 ? 'minute' : spellSpan(seconds);
}
