import { Injectable } from '@nestjs/common';
import type { ExternalServiceState } from '../../core/external-services/external-service-state';
import type { HeldConclusion } from '../../core/witnesses/held-conclusion';
import { ExternalServiceStateRepository } from '../../storage/external-service-states/external-service-state.repository';
import { ServiceVerdictRepository } from '../../storage/service-verdicts/service-verdict.repository';

/** What is stored of the external services: what was probed, and what was concluded. */
@Injectable()
export class RememberedServices {
  constructor(
    private readonly states: ExternalServiceStateRepository,
    private readonly verdicts: ServiceVerdictRepository,
  ) {}

  async read(): Promise<{ states: ExternalServiceState[]; verdicts: HeldConclusion[] }> {
    return { states: await this.states.all(), verdicts: await this.verdicts.all() };
  }
}
