import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { AppConfig } from '../../platform/config/config';

/** Time and settings, for what has no other need of the platform. */
@Injectable()
export class MetricsGround {
  constructor(
    readonly clock: Clock,
    readonly config: AppConfig,
  ) {}
}
