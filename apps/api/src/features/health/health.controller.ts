import { Controller, Get, Header, Res, UseFilters } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult } from '@nestjs/terminus';
import { routes } from '@watchroom/contracts';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/marks';
import { HealthReportFilter } from './health-report.filter';
import { HealthIndicators } from './health.indicators';
import { ReadyAnswer, type ReadyStatus } from './ready-answer';

@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly indicators: HealthIndicators,
    private readonly ready: ReadyAnswer,
  ) {}

  /** The database and the three external services; 503 only when Watchroom itself cannot serve. */
  @Get(routes.health)
  @HealthCheck()
  @UseFilters(HealthReportFilter)
  report(): Promise<HealthCheckResult> {
    return this.indicators.report();
  }

  /** The process runs; looks at nothing else. */
  @Get(routes.healthLive)
  @Header('cache-control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Requests are welcome here; 503 while starting, draining or without the database. */
  @Get(routes.healthReady)
  @Header('cache-control', 'no-store')
  async readiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: ReadyStatus }> {
    const status = await this.ready.status();
    reply.status(status === 'ready' ? 200 : 503);
    return { status };
  }
}
