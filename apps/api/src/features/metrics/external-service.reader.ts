import { Injectable } from '@nestjs/common';
import {
  EXTERNAL_SERVICES,
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
} from '@watchroom/contracts';
import { Clock } from '../../platform/clock/clock';
import { ExternalServicesReader } from './external-services.reader';
import { ServiceHistoryReader } from './service-history.reader';

/** Reads the external services with their past: all of them in short, and one of them in depth. */
@Injectable()
export class ExternalServiceReader {
  constructor(
    private readonly services: ExternalServicesReader,
    private readonly histories: ServiceHistoryReader,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<ExternalServicesStatus> {
    const now = this.clock.now();
    const histories = await this.histories.of(EXTERNAL_SERVICES, now);
    const history = Object.fromEntries(histories) as ExternalServicesStatus['history'];
    return { ...(await this.services.read(now)), history };
  }

  async one(service: ExternalServiceKey): Promise<ExternalServiceInDepth> {
    const now = this.clock.now();
    const { details } = await this.services.read(now);
    const history = (await this.histories.of([service], now)).get(service)!;
    return {
      service,
      ...details[service],
      as_of: now.toISOString(),
      incidents: [],
      verdict_changes: [],
      latency: await this.histories.latency(service, now),
      ...history,
      active_count: null,
      webhooks: NONE_RECEIVED,
      certificate: null,
      stuck_sessions_closed: 0,
      avatars_missing: null,
    };
  }
}

const NONE_RECEIVED: ExternalServiceInDepth['webhooks'] = {
  last_received_at: null,
  accepted: 0,
  refused: 0,
  vendor_state: null,
  detail: 'No webhook has been received.',
};
