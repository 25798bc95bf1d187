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
import { type Endings, ServiceEventRepository } from '../../storage/service-events/service-event.repository';
import { VendorPageRepository } from '../../storage/vendor-pages/vendor-page.repository';

/** Gathers what the witnesses of every service that is asked have to say. */
@Injectable()
export class WitnessReader {
  constructor(
    private readonly services: ExternalServices,
    private readonly states: ExternalServiceStateRepository,
    private readonly pages: VendorPageRepository,
    private readonly quality: ServiceQualityRepository,
    private readonly events: ServiceEventRepository,
  ) {}

  async read(now: Date): Promise<WitnessFacts[]> {
    const { details } = describeServices(await this.states.all(), this.services.facts, now);
    const pages = await this.pages.all();
    const from = new Date(now.getTime() - SESSIONS_WINDOW_MS);
    const quality = await this.quality.between(from, now);
    const endings = await this.events.endings(from, now);
    return this.services.asked.map(({ key, statusUrl, needs }) => ({
      key,
      probe: details[key],
      page: pages.find(({ service }) => service === key) ?? null,
      statusUrl,
      sessions: isCarrier(key) ? carried(key, quality, endings) : within(needs, endings),
      brokenNeeds: needs.filter((needed) => isDown(details[needed])),
    }));
  }
}

const isDown = ({ status }: ExternalServiceDetail): boolean => status === 'down';

const isCarrier = (key: ExternalServiceKey): boolean =>
  (SESSION_CARRIERS as readonly ExternalServiceKey[]).includes(key);

/** Who carries sessions has their quality, and how the participations of people ended. */
const carried = (key: ExternalServiceKey, quality: ServiceQuality, endings: Endings[]): SessionsSeen => ({
  ...NOTHING_FELT,
  quality: quality.get(key) ?? NOTHING_FELT.quality,
  endings: together(endings.filter(({ service, ofAvatars }) => service === key && !ofAvatars)),
});

/** Avatars live in the rooms of others: how they ended there is all that is felt of them. */
const within = (hosts: readonly ExternalServiceKey[], endings: Endings[]): SessionsSeen => ({
  ...NOTHING_FELT,
  endings: together(endings.filter(({ service, ofAvatars }) => hosts.includes(service) && ofAvatars)),
});

const together = (endings: Endings[]): SessionsSeen['endings'] =>
  endings.reduce(
    (sum, { n, broken, newestAt }) => ({
      n: sum.n + n,
      bad: sum.bad + broken,
      newestAt: sum.newestAt !== null && sum.newestAt > newestAt ? sum.newestAt : newestAt,
    }),
    NOTHING_FELT.endings,
  );
