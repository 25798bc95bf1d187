import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { ExternalServiceDetail, ExternalServiceKey } from '@watchroom/contracts';
import { DataSource } from 'typeorm';
import { describeService } from '../../core/external-services/describe-service';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';
import type { HeldConclusion } from '../../core/witnesses/held-conclusion';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { messageOf } from '../../platform/message-of';
import { OwnProbes } from '../../storage/external-service-states/own-probes';
import { RememberedServices } from './remembered-services';

const REFRESH_EVERY_MS = 2_000;

/** This replica's copy of what is known of the external services, so that a health request asks nobody. */
@Injectable()
export class ServiceMemory {
  private readonly log = new Logger(ServiceMemory.name);
  private states: ExternalServiceState[] = [];
  private verdicts: HeldConclusion[] = [];
  private refreshing: Promise<void> | null = null;
  private isFresh = true;

  constructor(
    private readonly remembered: RememberedServices,
    private readonly own: OwnProbes,
    private readonly services: ExternalServices,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** As known now; a copy that cannot be refreshed, by a replica that does not probe, turns unknown by itself. */
  describe(key: ExternalServiceKey): ExternalServiceDetail {
    const state = this.own.with(this.states).find((candidate) => candidate.key === key) ?? null;
    const held = this.verdicts.find(({ service }) => service === key) ?? null;
    return describeService(state, this.services.facts[key], this.clock.now(), held);
  }

  @Interval(REFRESH_EVERY_MS)
  refresh(): Promise<void> {
    if (!this.dataSource.isInitialized) return Promise.resolve();
    return (this.refreshing ??= this.read().finally(() => (this.refreshing = null)));
  }

  private async read(): Promise<void> {
    try {
      ({ states: this.states, verdicts: this.verdicts } = await this.remembered.read());
      this.isFresh = true;
    } catch (error) {
      if (this.isFresh) this.log.warn(`External services could not be read: ${messageOf(error)}`);
      this.isFresh = false;
    }
  }
}
