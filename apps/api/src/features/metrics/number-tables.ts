import { Injectable } from '@nestjs/common';
import { HealthStateRepository } from '../../storage/health-states/health-state.repository';
import { MetricPointRepository } from '../../storage/metric-points/metric-point.repository';
import { PoolMinuteRepository } from '../../storage/pool-minutes/pool-minute.repository';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';
import { SessionRepository } from '../../storage/sessions/session.repository';

/** The tables that the numbers come from. */
@Injectable()
export class NumberTables {
  constructor(
    readonly sessions: SessionRepository,
    readonly requestMinutes: RequestMinuteRepository,
    readonly metricPoints: MetricPointRepository,
    readonly poolMinutes: PoolMinuteRepository,
    readonly healthStates: HealthStateRepository,
  ) {}
}
