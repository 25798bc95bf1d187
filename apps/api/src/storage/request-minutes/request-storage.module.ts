import { Module } from '@nestjs/common';
import { ErrorBucketRepository } from '../error-buckets/error-bucket.repository';
import { ErrorBucketSqlRepository } from '../error-buckets/error-bucket.sql.repository';
import { MetricPointRepository } from '../metric-points/metric-point.repository';
import { MetricPointSqlRepository } from '../metric-points/metric-point.sql.repository';
import { MetricSeriesRepository } from '../metric-series/metric-series.repository';
import { MetricSeriesSqlRepository } from '../metric-series/metric-series.sql.repository';
import { RequestMinuteRepository } from './request-minute.repository';
import { RequestMinuteSqlRepository } from './request-minute.sql.repository';

/** Tables of request telemetry behind their ports. */
@Module({
  providers: [
    { provide: RequestMinuteRepository, useClass: RequestMinuteSqlRepository },
    { provide: ErrorBucketRepository, useClass: ErrorBucketSqlRepository },
    { provide: MetricPointRepository, useClass: MetricPointSqlRepository },
    { provide: MetricSeriesRepository, useClass: MetricSeriesSqlRepository },
  ],
  exports: [RequestMinuteRepository, ErrorBucketRepository, MetricPointRepository, MetricSeriesRepository],
})
export class RequestStorageModule {}
