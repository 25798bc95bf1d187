import { Injectable } from '@nestjs/common';
import {
  type ExternalServiceState,
  mayBeAsked,
  nextState,
} from '../../core/external-services/external-service-state';
import { areWeOffline, type RecordedProbe } from '../../core/external-services/probe-outcome';
import type { ExternalService } from '../../external-services/external-service';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { ExternalServiceStateRepository } from '../../storage/external-services/external-service-state.repository';

/** Asks every service that may be asked, all at once, and remembers what they said. */
@Injectable()
export class ProbeRound {
  constructor(
    private readonly services: ExternalServices,
    private readonly states: ExternalServiceStateRepository,
    private readonly leadership: Leadership,
    private readonly clock: Clock,
  ) {}

  /** @throws LeaseLost when another replica leads by now; what was found is dropped then. */
  async run(signal: AbortSignal): Promise<void> {
    const known = await this.states.all();
    const asked = this.services.all.filter(
      (service) => service.configured && mayBeAsked(stateOf(service, known), this.clock.now()),
    );
    const found = await Promise.all(asked.map((service) => this.ask(service, signal)));
    const offline = areWeOffline(found.map(({ outcome }) => outcome));
    const next = asked.map((service, index) => {
      const probe: RecordedProbe = { ...found[index]!, offline };
      return nextState(service.key, stateOf(service, known), probe, this.services.facts[service.key]);
    });
    await this.leadership.fenced((manager) => this.states.record(manager, next, this.services.facts));
  }

  private async ask(service: ExternalService, signal: AbortSignal): Promise<Omit<RecordedProbe, 'offline'>> {
    const outcome = await service.probe(signal);
    return { outcome, at: this.clock.now() };
  }
}

const stateOf = ({ key }: ExternalService, known: ExternalServiceState[]): ExternalServiceState | null =>
  known.find((state) => state.key === key) ?? null;
