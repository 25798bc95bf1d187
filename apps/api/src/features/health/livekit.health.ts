import { Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { AppConfig } from '../../platform/config/config';
import { ExternalServiceHealth } from './external-service.health';
import { ServiceMemory } from './service-memory';

/** LiveKit in the health report. */
@Injectable()
export class LivekitHealth extends ExternalServiceHealth<'livekit'> {
  protected override readonly key = 'livekit';

  constructor(indicators: HealthIndicatorService, memory: ServiceMemory, config: AppConfig) {
    super(indicators, memory, config);
  }
}
