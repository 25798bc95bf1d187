import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import type { ExternalServiceKey } from '@watchroom/contracts';
import { AppConfig } from '../../platform/config/config';
import { isTrouble } from '../../core/witnesses/felt-verdict';
import { ServiceMemory } from './service-memory';

/**
 * A vendor in the health report, from memory. Whatever ails it, Watchroom itself serves: at worst it shows as
 * degraded. A service that the platform does not use ails nobody.
 */
@Injectable()
export abstract class ExternalServiceHealth<Key extends ExternalServiceKey> {
  protected abstract readonly key: Key;

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly memory: ServiceMemory,
    private readonly config: AppConfig,
  ) {}

  check(): HealthIndicatorResult<Key> {
    const { status, reason, checked_at, since, verdict } = this.memory.describe(this.key);
    const isInUse = this.config.externalServicesInUse.includes(this.key);
    const indicator = this.indicators.check(this.key);
    const shown = { service_status: status, reason, checked_at, since, verdict, in_use: isInUse };
    const isWell = status === 'operational' && !isTrouble(verdict);
    return isWell || !isInUse ? indicator.up(shown) : indicator.degraded(shown);
  }
}
