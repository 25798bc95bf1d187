import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { AppConfig } from '../../platform/config/config';
import { ExternalServiceHealth } from './external-service.health';
import { ServiceMemory } from './service-memory';

/** Beyond Presence in the health report. */
@Injectable()
export class BeyondPresenceHealth extends ExternalServiceHealth<'beyond_presence'> {
  protected override readonly key = 'beyond_presence';

  constructor(indicators: HealthIndicatorService, memory: ServiceMemory, config: AppConfig) {
    super(indicators, memory, config);
  }
}
