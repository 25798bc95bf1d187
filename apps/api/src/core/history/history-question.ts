import type { HistoryMetric, HistoryStep, SessionProvider } from '@watchroom/contracts';
import { DomainError } from '../domain-error';
import { HOUR_MS, hourOf } from '../time';
import { HISTORY_FACTS } from './history-metrics';
import { gridOf, roughStepCount, type StepGrid } from './step-grid';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
/** Two days by minute. */
export const MOST_STEPS = 3_000;
/** Counted from the start of an hour: what was 48 hours ago when it was asked still is when it is answered. */
const MINUTES_ASKED_MS = 48 * HOUR_MS;
const HOURS_ASKED_MS = 400 * 24 * HOUR_MS;
/** The first step may begin before the range does: rows are kept this much longer than they are asked for. */
const MINUTES_SPARE_MS = HOUR_MS;

/** A request for history whose fields are each valid. Times are RFC 3339. */
export interface HistoryRequest {
  metric: HistoryMetric;
  from: string;
  to: string;
  step: HistoryStep;
  service?: string | undefined;
  provider?: SessionProvider | undefined;
  time_zone?: string | undefined;
}

/** What is to be read: only questions that can be answered exactly. */
export interface HistoryQuestion {
  metric: HistoryMetric;
  grid: StepGrid;
  stepSeconds: HistoryStep;
  /** Finest rows that are needed. */
  resolution: 'minute' | 'hour';
  service: string | null;
  provider: SessionProvider | null;
  timeZone: string | null;
}

/** @throws DomainError `invalid` naming the field that asks for what cannot be told, and the cure. */
export function questionOf(request: HistoryRequest, now: Date): HistoryQuestion {
  const { metric, step } = request;
  const [fromMs, toMs] = [Date.parse(request.from), Date.parse(request.to)];
  const timeZone = request.time_zone ?? null;
  const { service = null, provider = null } = request;
  if (fromMs >= toMs) throw fault('from', 'from must lie before to.');
  if (service !== null && HISTORY_FACTS[metric].family !== 'requests')
    throw fault('service', `${metric} is not counted by service: leave service out.`);
  if (provider !== null && metric !== 'active_sessions')
    throw fault('provider', `${metric} is not counted by provider: leave provider out.`);
  if (timeZone !== null && step !== DAY_SECONDS)
    throw fault('time_zone', `A time zone decides where days begin: use it with step=${DAY_SECONDS} only.`);
  requireWithin('from', fromMs, hourOf(now.getTime() - HOURS_ASKED_MS), 'Hours are kept for 400 days');
  const range = { fromMs, toMs, stepSeconds: step, timeZone };
  if (roughStepCount(range) > MOST_STEPS)
    throw fault(
      'step',
      `The range has more than ${MOST_STEPS} steps: choose a longer step or a shorter range.`,
    );
  const grid = gridOf(range);
  const resolution = step < HOUR_SECONDS || !grid.isOfWholeHours ? 'minute' : 'hour';
  if (resolution === 'minute') requireMinutes(grid, fromMs, step, now);
  return { metric, grid, stepSeconds: step, resolution, service, provider, timeZone };
}

function requireMinutes(grid: StepGrid, fromMs: number, step: HistoryStep, now: Date): void {
  const oldest = hourOf(now.getTime() - MINUTES_ASKED_MS);
  if (step < HOUR_SECONDS)
    return requireWithin(
      'step',
      fromMs,
      oldest,
      'Minutes are kept for 48 hours; before, use step=3600 or more',
    );
  const kept = oldest - MINUTES_SPARE_MS;
  requireWithin(
    'time_zone',
    grid.startMs,
    kept,
    'Days of this zone do not begin at a full UTC hour and can be told from minutes only, which are kept for 48 ' +
      'hours; leave time_zone out for UTC days, or use step=21600',
  );
}

function requireWithin(field: string, atMs: number, oldestMs: number, why: string): void {
  if (atMs < oldestMs) throw fault(field, `${why}: the range must not begin before ${iso(oldestMs)}.`);
}

function fault(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, { faults: [{ field, detail }] });
}

const iso = (ms: number): string => new Date(ms).toISOString();
