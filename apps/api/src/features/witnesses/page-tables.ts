import { Injectable } from '@nestjs/common';
import { VendorDoorRepository } from '../../storage/vendor-doors/vendor-door.repository';
import { VendorIncidentRepository } from '../../storage/vendor-incidents/vendor-incident.repository';
import { VendorPageRepository } from '../../storage/vendor-pages/vendor-page.repository';

/** The tables that a reading of the status pages works on. */
@Injectable()
export class PageTables {
  constructor(
    readonly pages: VendorPageRepository,
    readonly incidents: VendorIncidentRepository,
    readonly doors: VendorDoorRepository,
  ) {}
}
