import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  type CurrentMetrics,
  type DatabaseMetrics,
  type ErrorTrend,
  type ExternalServiceInDepth,
  type ExternalServicesStatus,
  type History,
  type Installation,
  METRICS_ROLES,
  routes,
  type SessionMetrics,
} from '@watchroom/contracts';
import { ErrorTrendQueryDto, HistoryQueryDto } from '@watchroom/contracts/dto';
import { Roles } from '../../auth/marks';
import { CurrentMetricsService } from './current-metrics.service';
import { HistoryService } from './history.service';
import { MetricsService } from './metrics.service';
import type { Snapshot } from './snapshot';

@Controller()
@Roles(...METRICS_ROLES)
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly currentMetrics: CurrentMetricsService,
    private readonly histories: HistoryService,
  ) {}

  /** How things are now, with the reasons and the evidence. */
  @Get(routes.currentMetrics)
  current(): Promise<Snapshot<CurrentMetrics>> {
    return this.currentMetrics.current();
  }

  /** Sessions of the last 30 days by category, and their connection quality. */
  @Get(routes.sessionMetrics)
  sessions(): Promise<Snapshot<SessionMetrics>> {
    return this.metrics.sessions();
  }

  /** Hourly error rates, oldest first; the last bucket is still filling. */
  @Get(routes.errorTrend)
  errors(@Query() query: ErrorTrendQueryDto): Promise<Snapshot<ErrorTrend>> {
    return this.metrics.errorTrend(query.hours);
  }

  /** The API's own connection pool over the last 5 minutes. */
  @Get(routes.databaseMetrics)
  database(): Promise<Snapshot<DatabaseMetrics>> {
    return this.metrics.database();
  }

  /** Daily.co, LiveKit and Beyond Presence: how they are now, and ninety days of each. */
  @Get(routes.externalServices)
  externalServices(): Promise<Snapshot<ExternalServicesStatus>> {
    return this.metrics.externalServices();
  }

  /** Everything known of one external service. */
  @Get(`${routes.externalServices}/:service`)
  externalService(@Param('service') service: string): Promise<Snapshot<ExternalServiceInDepth>> {
    return this.metrics.externalService(service);
  }

  /** One number over time: requests, sessions or the pool, by minutes, hours or days. */
  @Get(routes.history)
  history(@Query() query: HistoryQueryDto): Promise<Snapshot<History>> {
    return this.histories.history(query);
  }

  /** How far the platform is connected. */
  @Get(routes.installation)
  installation(): Promise<Snapshot<Installation>> {
    return this.metrics.installation();
  }
}
