import { Injectable } from '@nestjs/common';
import { EXTERNAL_SERVICES, type ExternalServicesStatus, type Installation } from '@watchroom/contracts';
import { describeServices } from '../../core/external-services/describe-service';
import { ExternalServices } from '../../external-services/external-services';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';
import { OwnProbes } from '../../storage/external-services/own-probes';

/** What is remembered of the external services: nobody is asked here. */
@Injectable()
export class ExternalServicesReader {
  constructor(
    private readonly states: ExternalServiceStateRepository,
    private readonly own: OwnProbes,
    private readonly services: ExternalServices,
  ) {}

  async read(now: Date): Promise<Omit<ExternalServicesStatus, 'history'>> {
    return describeServices(this.own.with(await this.states.all()), this.services.facts, now);
  }

  /** Which services have their keys, and the variables that give them. */
  connections(): Installation['external_services'] {
    const entries = EXTERNAL_SERVICES.map((key) => {
      const { configured, variables } = this.services.facts[key];
      return [key, { configured, variables: [...variables] }];
    });
    return Object.fromEntries(entries) as Installation['external_services'];
  }
}
