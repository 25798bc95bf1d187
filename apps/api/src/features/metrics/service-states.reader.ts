import { Injectable } from '@nestjs/common';
import { EXTERNAL_SERVICES, type ExternalServicesStatus, type Installation } from '@watchroom/contracts';
import { describeServices } from '../../core/external-services/describe-service';
import type { ServiceCertificate } from '../../core/external-services/seen-certificate';
import { ExternalServices } from '../../external-services/external-services';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';
import { OwnProbes } from '../../storage/external-services/own-probes';
import { ServiceVerdictRepository } from '../../storage/service-verdicts/service-verdict.repository';
import { VendorCertificateRepository } from '../../storage/vendor-certificates/vendor-certificate.repository';

/** What is remembered of the external services: nobody is asked here. */
@Injectable()
export class ServiceStatesReader {
  constructor(
    private readonly states: ExternalServiceStateRepository,
    private readonly own: OwnProbes,
    private readonly verdicts: ServiceVerdictRepository,
    private readonly seenCertificates: VendorCertificateRepository,
    private readonly services: ExternalServices,
  ) {}

  async read(now: Date): Promise<Omit<ExternalServicesStatus, 'history'>> {
    const states = this.own.with(await this.states.all());
    return describeServices(states, this.services.facts, now, await this.verdicts.all());
  }

  /** That each host showed last. */
  certificates(): Promise<ServiceCertificate[]> {
    return this.seenCertificates.all();
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
