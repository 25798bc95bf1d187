import { Module } from '@nestjs/common';
import { ErrorBucketRepository } from '../error-buckets/error-bucket.repository';
import { ErrorBucketSqlRepository } from '../error-buckets/error-bucket.sql.repository';
import { RequestHistoryRepository } from '../error-buckets/request-history.repository';
import { RequestHistorySqlRepository } from '../error-buckets/request-history.sql.repository';
import { MetricPointRepository } from '../metric-points/metric-point.repository';
import { MetricPointSqlRepository } from '../metric-points/metric-point.sql.repository';
import { MetricSeriesRepository } from '../metric-series/metric-series.repository';
import { MetricSeriesSqlRepository } from '../metric-series/metric-series.sql.repository';
import { RequestQuarterRepository } from '../request-quarters/request-quarter.repository';
import { RequestQuarterSqlRepository } from '../request-quarters/request-quarter.sql.repository';
import { RequestRouteRepository } from '../request-routes/request-route.repository';
import { RequestRouteSqlRepository } from '../request-routes/request-route.sql.repository';
import { RouteHistoryRepository } from '../request-routes/route-history.repository';
import { RouteHistorySqlRepository } from '../request-routes/route-history.sql.repository';
import { RequestMinuteRepository } from './request-minute.repository';
import { RequestMinuteSqlRepository } from './request-minute.sql.repository';

/** Tables of request telemetry behind their ports. */
@Module({
  providers: [
    { provide: RequestMinuteRepository, useClass: RequestMinuteSqlRepository },
    { provide: ErrorBucketRepository, useClass: ErrorBucketSqlRepository },
    { provide: RequestHistoryRepository, useClass: RequestHistorySqlRepository },
    { provide: RequestQuarterRepository, useClass: RequestQuarterSqlRepository },
    { provide: RequestRouteRepository, useClass: RequestRouteSqlRepository },
    { provide: RouteHistoryRepository, useClass: RouteHistorySqlRepository },
    { provide: MetricPointRepository, useClass: MetricPointSqlRepository },
    { provide: MetricSeriesRepository, useClass: MetricSeriesSqlRepository },
  ],
  exports: [
    RequestMinuteRepository,
    ErrorBucketRepository,
    RequestHistoryRepository,
    RequestQuarterRepository,
    RequestRouteRepository,
    RouteHistoryRepository,
    MetricPointRepository,
    MetricSeriesRepository,
  ],
})
export class RequestStorageModule {}
