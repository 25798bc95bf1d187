import { Injectable } from '@nestjs/common';
import { ExternalServiceStateRepository } from '../../storage/external-service-states/external-service-state.repository';
import { VendorCertificateRepository } from '../../storage/vendor-certificates/vendor-certificate.repository';
import { VendorDoorRepository } from '../../storage/vendor-doors/vendor-door.repository';

/** The tables that a round of probes works on. */
@Injectable()
export class ProbeTables {
  constructor(
    readonly states: ExternalServiceStateRepository,
    readonly doors: VendorDoorRepository,
    readonly certificates: VendorCertificateRepository,
  ) {}
}
