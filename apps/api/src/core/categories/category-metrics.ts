import { type CategoryMetrics, type CategoryPoint, QUALITY_LEVELS } from '@watchroom/contracts';
import type { Evidence } from '@watchroom/contracts';
import { noQuality, QUALITY_SCORE, type QualityCounts, qualityTotal } from '../quality/average-quality';
import { qualityDistribution } from '../quality/quality-distribution';
import type { CategoryQuestion } from './category-question';

/** Sessions of a category that started in one UTC hour. `quality`: 1 poor to 4 excellent, 0 = never reported. */
export interface CategoryHour {
  hour: Date;
  quality: number;
  sessions: number;
}

/** When sessions were first reported, and how fresh what is known of them is. */
interface SessionsKnown {
  firstAt: Date | null;
  freshness: Pick<Evidence, 'newest_at' | 'stale'>;
}

/** The body of `/categories/{category}`: every step of the grid, those without sessions as well. */
export function categoryMetricsOf(
  category: string,
  { grid, stepSeconds }: CategoryQuestion,
  rows: readonly CategoryHour[],
  { firstAt, freshness }: SessionsKnown,
  now: Date,
): CategoryMetrics {
  const steps = stepsOf(grid, rows);
  const total = steps.reduce((sum, { sessions }) => sum + sessions, 0);
  const quality = sumOf(steps.map((step) => step.quality));
  const about = { window_seconds: (grid.endMs - grid.startMs) / 1000, sources: ['sessions'], ...freshness };
  return {
    category,
    from: new Date(grid.startMs).toISOString(),
    to: new Date(grid.endMs).toISOString(),
    step_seconds: stepSeconds,
    points: steps.map((step, index) => pointOf(step, grid.step(index), firstAt, now)),
    total_sessions: total,
    sessions_with_quality: qualityTotal(quality),
    connection_quality_distribution: qualityDistribution(quality),
    evidence: {
      total_sessions: { n: total, ...about },
      connection_quality_distribution: { n: qualityTotal(quality), ...about },
    },
    as_of: now.toISOString(),
  };
}

interface Step {
  sessions: number;
  quality: QualityCounts;
}

/** Before the first report, and in what is yet to come, nothing is known: that is not 0. */
function pointOf(
  { sessions, quality }: Step,
  { startMs, endMs }: { startMs: number; endMs: number },
  firstAt: Date | null,
  now: Date,
): CategoryPoint {
  const isKnown = firstAt !== null && endMs > firstAt.getTime() && startMs <= now.getTime();
  return {
    start: new Date(startMs).toISOString(),
    sessions: isKnown ? sessions : null,
    filling: endMs > now.getTime(),
    quality: isKnown ? quality : null,
  };
}

function stepsOf(grid: CategoryQuestion['grid'], rows: readonly CategoryHour[]): Step[] {
  const steps = Array.from({ length: grid.count }, (): Step => ({ sessions: 0, quality: noQuality() }));
  for (const { hour, quality, sessions } of rows) {
    const step = steps[grid.indexAt(hour.getTime())];
    if (step === undefined) continue;
    step.sessions += sessions;
    const level = QUALITY_LEVELS.find((name) => QUALITY_SCORE[name] === quality);
    if (level !== undefined) step.quality[level] += sessions;
  }
  return steps;
}

function sumOf(counts: readonly QualityCounts[]): QualityCounts {
  const sum = noQuality();
  for (const count of counts) for (const level of QUALITY_LEVELS) sum[level] += count[level];
  return sum;
}
