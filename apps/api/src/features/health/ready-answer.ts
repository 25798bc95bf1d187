import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Readiness } from '../../platform/readiness';
import { DatabaseHealth } from './database.health';

export type ReadyStatus = 'ready' | 'starting' | 'draining' | 'not ready';

/** Whether a balancer shall send requests here. */
@Injectable()
export class ReadyAnswer implements OnModuleDestroy {
  constructor(
    private readonly readiness: Readiness,
    private readonly database: DatabaseHealth,
  ) {}

  async status(): Promise<ReadyStatus> {
    if (this.readiness.phase !== 'ready') return this.readiness.phase;
    return (await this.database.isUp()) ? 'ready' : 'not ready';
  }

  /** The first hook of a shutdown: balancers hear of it during the drain delay, not after it. */
  onModuleDestroy(): void {
    this.readiness.phase = 'draining';
  }
}
