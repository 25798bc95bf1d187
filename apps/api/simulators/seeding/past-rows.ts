import type { DataSource, EntityManager } from 'typeorm';
import { foldQuarter } from '../../src/core/errors/fold-quarter';
import type { HistorySpan } from '../../src/core/history/history-span';
import { packRoutes } from '../../src/core/routes/route-pack';
import { ErrorBucketSqlRepository } from '../../src/storage/error-buckets/error-bucket.sql.repository';
import { RequestHistorySqlRepository } from '../../src/storage/error-buckets/request-history.sql.repository';
import { PoolHourSqlRepository } from '../../src/storage/pool-hours/pool-hour.sql.repository';
import { PoolMinuteTypeormRepository } from '../../src/storage/pool-minutes/pool-minute.typeorm.repository';
import type { RequestQuarter } from '../../src/storage/request-quarters/request-quarter.repository';
import { RequestQuarterSqlRepository } from '../../src/storage/request-quarters/request-quarter.sql.repository';
import { RequestRouteSqlRepository } from '../../src/storage/request-routes/request-route.sql.repository';
import { SessionMinuteSqlRepository } from '../../src/storage/session-minutes/session-minute.sql.repository';
import { HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { pastStart } from '../requests/covered-minutes';
import { SERVICE } from '../requests/service-facts';
import { poolHourOf, poolMinuteOf } from './pool-past';
import { type RequestHour, requestHourOf } from './request-hours';
import { sessionMinutesOf } from './session-past';
import { firstHour, unlivedHours } from './unlived-hours';

/** Minutes are kept for 50 hours, and asked for by whole hours. */
const MINUTES_KEPT_MS = 51 * HOUR_MS;
/** Rows of one statement. */
const AT_ONCE = 5_000;

type IsDue = (hourMs: number) => boolean;

/** More than a month has. */
const QUARTERS = 200;

/** What was not lived before the demo began, written where Watchroom's own timers would have written it. */
export class PastRows {
  private readonly sessionMinutes = new SessionMinuteSqlRepository();
  private readonly poolHours = new PoolHourSqlRepository();
  private readonly requestHistory = new RequestHistorySqlRepository();
  private readonly routes = new RequestRouteSqlRepository();
  private readonly quarters = new RequestQuarterSqlRepository();
  private readonly errorBuckets: ErrorBucketSqlRepository;
  private readonly poolMinutes: PoolMinuteTypeormRepository;

  constructor(
    private readonly dataSource: DataSource,
    private readonly nowMs: number,
    private readonly days: number,
  ) {
    this.errorBuckets = new ErrorBucketSqlRepository(dataSource);
    this.poolMinutes = new PoolMinuteTypeormRepository(dataSource);
  }

  /** Hours of which minutes are kept; those before them are only told as hours. */
  isByMinute(hourMs: number): boolean {
    return hourMs >= this.nowMs - MINUTES_KEPT_MS;
  }

  /** Open sessions and their quality, by minute; hours are folded from them at once. */
  async seedSessions(isDue: IsDue): Promise<void> {
    const hours = await this.missing(isDue, (span, manager) => this.sessionMinutes.rows(span, manager));
    const minutes = hours.flatMap((hour) => sessionMinutesOf(hour, Math.min(hour + HOUR_MS, this.nowMs)));
    await this.dataSource.transaction(async (manager) => {
      for (let at = 0; at < minutes.length; at += AT_ONCE)
        await this.sessionMinutes.replace(minutes.slice(at, at + AT_ONCE), manager);
      await this.sessionMinutes.fold(hours.length, manager);
    });
  }

  /** Waits for database connections: by minute as far as minutes are kept, before that by hour. */
  async seedPool(isDue: IsDue): Promise<void> {
    const hours = await this.missing(isDue, (span, manager) => this.poolHours.rows(span, manager));
    const recent = hours.filter((hour) => this.isByMinute(hour));
    await this.poolMinutes.replace(
      recent.flatMap((hour) => minutesOf(hour, this.nowMs)).map((minute) => poolMinuteOf(minute, this.nowMs)),
    );
    await this.dataSource.transaction(async (manager) => {
      for (const hour of hours)
        if (!this.isByMinute(hour)) await this.poolHours.replace(poolHourOf(hour), manager);
    });
  }

  /** Requests of the time before the door takes them. */
  async seedRequests(isDue: IsDue): Promise<void> {
    const missing = await this.missing(isDue, (span, manager) =>
      this.requestHistory.rows(span, SERVICE, false, manager),
    );
    const hours = missing
      .filter((hour) => hour < pastStart(this.nowMs))
      .map((hour) => requestHourOf(hour, this.isByMinute(hour)))
      .filter((hour) => hour !== null);
    await this.dataSource.transaction((manager) => this.writeRequests(hours, manager));
  }

  private async writeRequests(hours: readonly RequestHour[], manager: EntityManager): Promise<void> {
    const services = hours.map(({ service }) => service);
    const minutes = hours.flatMap((hour) => hour.minutes);
    await this.errorBuckets.replace({ services, totals: services, minutes }, manager);
    for (const { service, routes } of hours)
      await this.routes.replaceHour(
        service.hour,
        [{ service: SERVICE, routes: packRoutes(routes) }],
        manager,
      );
    for (const quarter of await this.quarters.takeDirty(QUARTERS, manager)) {
      const rows: RequestQuarter[] = [];
      for (const { service, hours: own } of await this.quarters.hoursOf(quarter, manager))
        rows.push({ quarter, service, ...foldQuarter(own) });
      await this.quarters.replace(rows, manager);
    }
  }

  private async missing(
    isDue: IsDue,
    rowsOf: (span: HistorySpan, manager: EntityManager) => Promise<{ start: Date }[]>,
  ): Promise<number[]> {
    const from = new Date(firstHour(this.nowMs, this.days));
    const to = new Date(Math.floor(this.nowMs / HOUR_MS) * HOUR_MS + HOUR_MS);
    const span: HistorySpan = { from, to, resolution: 'hour', quarters: [] };
    const rows = await rowsOf(span, this.dataSource.manager);
    const lived = rows.map(({ start }) => start);
    return unlivedHours(lived, this.nowMs, this.days).filter(isDue);
  }
}

function minutesOf(hourMs: number, nowMs: number): number[] {
  const count = Math.ceil(Math.min(HOUR_MS, nowMs - hourMs) / MINUTE_MS);
  return Array.from({ length: Math.max(0, count) }, (_, index) => hourMs + index * MINUTE_MS);
}
