import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { History, HistoryPoint } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../core/domain-error';
import { HistoryFold } from '../../core/history/history-fold';
import { HISTORY_FACTS } from '../../core/history/history-metrics';
import type { HistoryQuestion } from '../../core/history/history-question';
import { PoolTally } from '../../core/history/pool-tally';
import { PoolUseTally } from '../../core/history/pool-use-tally';
import { type HistorySpan, spansOf } from '../../core/history/history-span';
import { RequestTally } from '../../core/history/request-tally';
import { type ActiveRow, ActiveTally, QualityTally } from '../../core/history/session-tally';
import type { HistoryRow, Tally } from '../../core/history/tally';
import { OWN_SERVICE } from '../../core/requests/request-minute';
import { Clock } from '../../platform/clock/clock';
import { RequestHistoryRepository } from '../../storage/error-buckets/request-history.repository';
import { PoolHourRepository } from '../../storage/pool-hours/pool-hour.repository';
import { SessionMinuteRepository } from '../../storage/session-minutes/session-minute.repository';

/** Rows of these many hours are read by one statement: forty days of hours, or some hours of minutes with durations. */
const HOURS_AT_ONCE = { minute: 1, hour: 960 };
/** Requests wait no longer than these take to be put together: some milliseconds. */
const ROWS_AT_A_TIME = 100;

interface Answer {
  points: HistoryPoint[];
  sources: string[];
}

/** Reads one number over time. All rows of an answer come from one snapshot of the database. */
@Injectable()
export class HistoryReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly requests: RequestHistoryRepository,
    private readonly sessions: SessionMinuteRepository,
    private readonly pool: PoolHourRepository,
  ) {}

  /** @throws DomainError `not_found` for a service that has never reported. */
  async read(question: HistoryQuestion): Promise<History> {
    const now = this.clock.now();
    const { metric, grid, stepSeconds, resolution, service, provider, timeZone } = question;
    const { points, sources } = await this.dataSource.transaction('REPEATABLE READ', (manager) =>
      this.answer(question, now, manager),
    );
    return {
      metric,
      unit: HISTORY_FACTS[metric].unit,
      service,
      provider,
      time_zone: timeZone,
      from: new Date(grid.startMs).toISOString(),
      to: new Date(grid.endMs).toISOString(),
      step_seconds: stepSeconds,
      resolution_seconds: resolution === 'minute' ? 60 : 3600,
      points,
      sources,
      as_of: now.toISOString(),
    };
  }

  private async answer(question: HistoryQuestion, now: Date, manager: EntityManager): Promise<Answer> {
    const { metric } = question;
    const { family } = HISTORY_FACTS[metric];
    if (family === 'requests') return this.ofRequests(question, now, manager);
    const points =
      family === 'sessions'
        ? await this.ofSessions(question, now, manager)
        : await folded(
            question,
            now,
            () => (metric === 'pool_use' ? new PoolUseTally() : new PoolTally(metric)),
            (span) => this.pool.rows(span, manager),
          );
    return { points, sources: [] };
  }

  private ofSessions(question: HistoryQuestion, now: Date, manager: EntityManager): Promise<HistoryPoint[]> {
    const { metric, provider } = question;
    const all = (span: HistorySpan) => this.sessions.rows(span, manager);
    if (metric === 'connection_quality') return folded(question, now, () => new QualityTally(), all);
    const rows =
      provider === null ? all : (span: HistorySpan) => this.sessions.rowsOf(provider, span, manager);
    return folded<ActiveRow>(question, now, () => new ActiveTally(), rows);
  }

  private async ofRequests(question: HistoryQuestion, now: Date, manager: EntityManager): Promise<Answer> {
    const { metric, service } = question;
    const sources = await this.sources(service, manager);
    const isOwn = sources.length === 1 && sources[0] === OWN_SERVICE; // nobody else has ever reported
    const withDurations = HISTORY_FACTS[metric].quantile !== null;
    const points = await folded(
      question,
      now,
      () => new RequestTally(metric),
      (span) => this.requests.rows(span, isOwn ? OWN_SERVICE : service, withDurations, manager),
    );
    return { points, sources };
  }

  private async sources(service: string | null, manager: EntityManager): Promise<string[]> {
    const { reporting, monitored } = await this.requests.services(manager);
    if (service === null) return monitored;
    if (reporting.includes(service)) return [service];
    const known = reporting.slice(0, 20).join(', ') || 'none yet';
    throw new DomainError(
      'not_found',
      `No service "${service.slice(0, 60)}" has ever reported; there are: ${known}.`,
    );
  }
}

async function folded<Row extends HistoryRow>(
  question: HistoryQuestion,
  now: Date,
  newTally: () => Tally<Row>,
  read: (span: HistorySpan) => Promise<Row[]>,
): Promise<HistoryPoint[]> {
  const fold = new HistoryFold(question.grid, newTally);
  const spans = spansOf(question, HOURS_AT_ONCE[question.resolution]);
  let next: Promise<Row[]> | null = null;
  for (const [i, span] of spans.entries()) {
    const rows: Row[] = await (next ?? read(span));
    const following = spans[i + 1];
    next = following === undefined ? null : read(following); // the database works while these are folded
    next?.catch(() => undefined); // awaited above, unless folding fails first
    await foldInTurns(rows, fold);
  }
  return fold.points(now);
}

/** With room for others in between. */
async function foldInTurns<Row extends HistoryRow>(
  rows: readonly Row[],
  fold: HistoryFold<Row>,
): Promise<void> {
  for (const [i, row] of rows.entries()) {
    fold.add(row);
    if (i % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await setImmediate();
  }
}
