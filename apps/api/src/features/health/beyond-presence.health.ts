import { Injectable } from '@nestjs/common';
import { ExternalServiceHealth } from './external-service.health';

/** Beyond Presence in the health report. */
@Injectable()
export class BeyondPresenceHealth extends ExternalServiceHealth<'beyond_presence'> {
  protected override readonly key = 'beyond_presence';
}
