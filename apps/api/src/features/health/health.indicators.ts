import { Injectable } from '@nestjs/common';
import { type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { BeyondPresenceHealth } from './beyond-presence.health';
import { DailyHealth } from './daily.health';
import { DatabaseHealth } from './database.health';
import { LivekitHealth } from './livekit.health';

/** What the health report consists of. */
@Injectable()
export class HealthIndicators {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DatabaseHealth,
    private readonly daily: DailyHealth,
    private readonly livekit: LivekitHealth,
    private readonly beyondPresence: BeyondPresenceHealth,
  ) {}

  /** @throws ServiceUnavailableException holding the report, when the database is down or we are shutting down. */
  report(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.database.check(),
      () => this.daily.check(),
      () => this.livekit.check(),
      () => this.beyondPresence.check(),
    ]);
  }
}
