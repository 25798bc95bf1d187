import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { AppConfig } from '../../platform/config/config';
import { ExternalServiceHealth } from './external-service.health';
import { ServiceMemory } from './service-memory';

/** Daily.co in the health report. */
@Injectable()
export class DailyHealth extends ExternalServiceHealth<'daily_co'> {
  protected override readonly key = 'daily_co';

  constructor(indicators: HealthIndicatorService, memory: ServiceMemory, config: AppConfig) {
    super(indicators, memory, config);
  }
}
