import { Injectable } from '@nestjs/common';
import type { CategoryMetrics } from '@watchroom/contracts';
import { categoryMetricsOf } from '../../core/categories/category-metrics';
import { categoryQuestionOf } from '../../core/categories/category-question';
import { DomainError } from '../../core/domain-error';
import { areReportsOverdue } from '../../core/sessions/overdue-reports';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';
import { CategoryHourRepository } from '../../storage/session-hours/category-hour.repository';
import { SessionRepository } from '../../storage/sessions/session.repository';

/** One category of sessions over time. */
@Injectable()
export class CategoriesService {
  constructor(
    private readonly hours: CategoryHourRepository,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** @throws DomainError `not_found` for a category that nobody has reported, `invalid` for a range that is none. */
  async category(name: string, range: { from?: string; to?: string }): Promise<CategoryMetrics> {
    const now = this.clock.now();
    const question = categoryQuestionOf(range, now);
    const { names, firstAt } = await this.hours.known();
    if (!names.includes(name)) throw unknown(name, names);
    const { grid } = question;
    const rows = await this.hours.rows(name, new Date(grid.startMs), new Date(grid.endMs));
    const times = await this.sessions.activity(now, this.config.activeWindowMs);
    const freshness = {
      newest_at: times.newestAt?.toISOString() ?? null,
      stale: areReportsOverdue(times, now, this.config.activeWindowMs),
    };
    return categoryMetricsOf(name, question, rows, { firstAt, freshness }, now);
  }
}

function unknown(name: string, names: readonly string[]): DomainError {
  const known = names.length === 0 ? 'none has been reported yet' : `there are: ${names.join(', ')}`;
  return new DomainError(
    'not_found',
    `No session of the category "${name.slice(0, 48)}" is known; ${known}.`,
  );
}
