import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { ExternalServiceDetail, ExternalServiceKey } from '@watchroom/contracts';
import { DataSource } from 'typeorm';
import { describeService } from '../../core/external-services/describe-service';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';
import { OwnProbes } from '../../storage/external-services/own-probes';

const REFRESH_EVERY_MS = 2_000;

/** This replica's copy of what is known of the external services, so that a health request asks nobody. */
@Injectable()
export class ServiceMemory {
  private readonly log = new Logger(ServiceMemory.name);
  private states: ExternalServiceState[] = [];
  private refreshing: Promise<void> | null = null;
  private isFresh = true;

  constructor(
    private readonly repository: ExternalServiceStateRepository,
    private readonly own: OwnProbes,
    private readonly services: ExternalServices,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** As known now; a copy that cannot be refreshed, by a replica that does not probe, turns unknown by itself. */
  describe(key: ExternalServiceKey): ExternalServiceDetail {
    const state = this.own.with(this.states).find((candidate) => candidate.key === key) ?? null;
    return describeService(state, this.services.facts[key], this.clock.now());
  }

  @Interval(REFRESH_EVERY_MS)
  refresh(): Promise<void> {
    if (!this.dataSource.isInitialized) return Promise.resolve();
    return (this.refreshing ??= this.read().finally(() => (this.refreshing = null)));
  }

  private async read(): Promise<void> {
    try {
      this.states = await this.repository.all();
      this.isFresh = true;
    } catch (error) {
      if (this.isFresh)
        this.log.warn(`External services could not be read: ${error instanceof Error ? error.message : '?'}`);
      this.isFresh = false;
    }
  }
}
