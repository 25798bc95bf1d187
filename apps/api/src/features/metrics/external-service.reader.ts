import { Injectable } from '@nestjs/common';
import {
  EXTERNAL_SERVICES,
  type ExternalServiceInDepth,
  type ExternalServiceKey,
  type ExternalServicesStatus,
} from '@watchroom/contracts';
import { Clock } from '../../platform/clock/clock';
import { ServiceStatesReader } from './service-states.reader';
import { ServiceFindingsReader } from './service-findings.reader';
import { ServiceHistoryReader } from './service-history.reader';

/** Reads the external services with their past: all of them in short, and one of them in depth. */
@Injectable()
export class ExternalServiceReader {
  constructor(
    private readonly services: ServiceStatesReader,
    private readonly histories: ServiceHistoryReader,
    private readonly findings: ServiceFindingsReader,
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
      latency: await this.histories.latency(service, now),
      ...history,
      ...(await this.findings.of(service, now)),
    };
  }
}
