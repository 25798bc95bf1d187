import { Injectable } from '@nestjs/common';
import type { ExternalServiceDetail } from '@watchroom/contracts';
import { describeServices } from '../../core/external-services/describe-service';
import { answersAgain } from '../../core/external-services/probe-history';
import { NOTHING_FELT, type WitnessFacts } from '../../core/witnesses/witness-facts';
import { ExternalServices } from '../../external-services/external-services';
import { ExternalServiceStateRepository } from '../../storage/external-service-states/external-service-state.repository';
import { OwnProbes } from '../../storage/external-service-states/own-probes';
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
    private readonly own: OwnProbes,
  ) {}

  /** Of this replica, whether stored or not; null before the first one. */
  get newestProbeAt(): Date | null {
    return this.own.newestAt;
  }

  async read(now: Date): Promise<WitnessFacts[]> {
    const { asked, facts } = this.services;
    const states = this.own.with(await this.states.all());
    const { details } = describeServices(states, facts, now);
    const pages = await this.pages.all();
    const seen = await this.sessions.read(asked, now);
    return asked.map(({ key, statusUrl, needs }) => ({
      key,
      probe: details[key],
      answersAgain: states.some((state) => state.key === key && answersAgain(state.history)),
      page: pages.find(({ service }) => service === key) ?? null,
      statusUrl,
      sessions: seen.get(key) ?? NOTHING_FELT,
      brokenNeeds: needs.filter((needed) => isDown(details[needed])),
    }));
  }
}

const isDown = ({ status }: ExternalServiceDetail): boolean => status === 'down';
