import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RouteWindow } from '../../core/routes/route-window';
import { isMonitored } from '../request-minutes/monitored-services';
import type { ServiceRoutes } from './request-route.repository';
import { RouteHistoryRepository, type ServicePart } from './route-history.repository';

const TABLES = {
  minute: { requests: 'request_minutes', routes: 'route_minutes' },
  hour: { requests: 'error_buckets', routes: 'route_hours' },
};

@Injectable()
export class RouteHistorySqlRepository extends RouteHistoryRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override services({ from, to, resolution }: RouteWindow, service: string | null): Promise<ServicePart[]> {
    return this.dataSource.query(
      `SELECT service, requests::float8 AS requests, errors::float8 AS errors, distribution
       FROM ${TABLES[resolution].requests}
       WHERE ${resolution} >= $1 AND ${resolution} < $2 AND ($3::text IS NULL OR service = $3)`,
      [from, to, service],
    );
  }

  override routes({ from, to, resolution }: RouteWindow, service: string | null): Promise<ServiceRoutes[]> {
    return this.dataSource.query(
      `SELECT service, routes FROM ${TABLES[resolution].routes}
       WHERE ${resolution} >= $1 AND ${resolution} < $2
         AND CASE WHEN $3::text IS NULL THEN ${isMonitored('service')} ELSE service = $3 END`,
      [from, to, service],
    );
  }
}
