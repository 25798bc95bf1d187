import { Injectable } from '@nestjs/common';
import { ExternalServiceHealth } from './external-service.health';

/** LiveKit in the health report. */
@Injectable()
export class LivekitHealth extends ExternalServiceHealth<'livekit'> {
  protected override readonly key = 'livekit';
}
