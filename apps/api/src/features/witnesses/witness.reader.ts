import { Injectable } from '@nestjs/common';
import type { ExternalServiceDetail } from '@watchroom/contracts';
import { describeServices } from '../../core/external-services/describe-service';
import { NOTHING_FELT, type WitnessFacts } from '../../core/witnesses/witness-facts';
import { ExternalServices } from '../../external-services/external-services';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';
import { VendorPageRepository } from '../../storage/vendor-pages/vendor-page.repository';
import { SessionsSeenReader } from './sessions-seen.reader';

/** Gathers what the witnesses of every service that is asked have to say. */
@Injectable()
export class WitnessReader {
  constructor(
    private readonly services: ExternalServices,
    private readonly states: ExternalServiceStateRepository,
    private readonly pages: VendorPageRepository,
    private readonly sessions: SessionsSeenReader,
  ) {}

  async read(now: Date): Promise<WitnessFacts[]> {
    const { asked, facts } = this.services;
    const { details } = describeServices(await this.states.all(), facts, now);
    const pages = await this.pages.all();
    const seen = await this.sessions.read(asked, now);
    return asked.map(({ key, statusUrl, needs }) => ({
      key,
      probe: details[key],
      page: pages.find(({ service }) => service === key) ?? null,
      statusUrl,
      sessions: seen.get(key) ?? NOTHING_FELT,
      brokenNeeds: needs.filter((needed) => isDown(details[needed])),
    }));
  }
}

const isDown = ({ status }: ExternalServiceDetail): boolean => status === 'down';
