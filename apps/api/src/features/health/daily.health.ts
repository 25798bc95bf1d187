import { Injectable } from '@nestjs/common';
import { ExternalServiceHealth } from './external-service.health';

/** Daily.co in the health report. */
@Injectable()
export class DailyHealth extends ExternalServiceHealth<'daily_co'> {
  protected override readonly key = 'daily_co';
}
