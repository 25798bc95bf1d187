import { Injectable } from '@nestjs/common';
import { type ExternalServiceDetail, type ExternalServiceKey, SESSION_CARRIERS } from '@watchroom/contracts';
import { describeServices } from '../../core/external-services/describe-service';
import {
  NOTHING_FELT,
  SESSIONS_WINDOW_MS,
  type SessionsSeen,
  type WitnessFacts,
} from '../../core/witnesses/witness-facts';
import { ExternalServices } from '../../external-services/external-services';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';
import {
  type ServiceQuality,
  ServiceQualityRepository,
} from '../../storage/service-quality/service-quality.repository';
import { VendorPageRepository } from '../../storage/vendor-pages/vendor-page.repository';

/** Gathers what the witnesses of every service that is asked have to say. */
@Injectable()
export class WitnessReader {
  constructor(
    private readonly services: ExternalServices,
    private readonly states: ExternalServiceStateRepository,
    private readonly pages: VendorPageRepository,
    private readonly quality: ServiceQualityRepository,
  ) {}

  async read(now: Date): Promise<WitnessFacts[]> {
    const { details } = describeServices(await this.states.all(), this.services.facts, now);
    const pages = await this.pages.all();
    const quality = await this.quality.between(new Date(now.getTime() - SESSIONS_WINDOW_MS), now);
    return this.services.asked.map(({ key, statusUrl, needs }) => ({
      key,
      probe: details[key],
      page: pages.find(({ service }) => service === key) ?? null,
      statusUrl,
      sessions: sessionsOf(key, quality),
      brokenNeeds: needs.filter((needed) => isDown(details[needed])),
    }));
  }
}

const isDown = ({ status }: ExternalServiceDetail): boolean => status === 'down';

/** Only who carries sessions has a quality of its own. */
function sessionsOf(key: ExternalServiceKey, quality: ServiceQuality): SessionsSeen {
  const isCarrier = (SESSION_CARRIERS as readonly ExternalServiceKey[]).includes(key);
  const seen = isCarrier ? quality.get(key) : undefined;
  return seen === undefined ? NOTHING_FELT : { ...NOTHING_FELT, quality: seen };
}
