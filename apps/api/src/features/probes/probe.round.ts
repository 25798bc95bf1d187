import { Injectable } from '@nestjs/common';
import {
  type ExternalServiceState,
  mayBeAsked,
  nextState,
} from '../../core/external-services/external-service-state';
import { areWeOffline, type ProbeOutcome } from '../../core/external-services/probe-outcome';
import type { SeenCertificate, ServiceCertificate } from '../../core/external-services/seen-certificate';
import type { ExternalService } from '../../external-services/external-service';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { Leadership } from '../../platform/lease/leadership';
import { ProbeTables } from './probe-tables';

interface Found {
  service: ExternalService;
  outcome: ProbeOutcome;
  at: Date;
  certificate: ServiceCertificate | null;
}

/** Asks every service that may be asked, all at once, and remembers what they said. */
@Injectable()
export class ProbeRound {
  constructor(
    private readonly services: ExternalServices,
    private readonly tables: ProbeTables,
    private readonly leadership: Leadership,
    private readonly clock: Clock,
  ) {}

  /** @throws LeaseLost when another replica leads by now; what was found is dropped then. */
  async run(signal: AbortSignal): Promise<void> {
    const known = await this.tables.states.all();
    const due = this.services.asked.filter((service) =>
      mayBeAsked(stateOf(service, known), this.clock.now()),
    );
    const tried = await Promise.all(due.map((service) => this.ask(service, signal)));
    const found = tried.filter((one) => one !== null);
    const offline = areWeOffline(found.map(({ outcome }) => outcome));
    const next = found.map(({ service, outcome, at }) =>
      nextState(
        service.key,
        stateOf(service, known),
        { outcome, at, offline },
        this.services.facts[service.key],
      ),
    );
    await this.remember(
      next,
      found.flatMap(({ certificate }) => certificate ?? []),
    );
  }

  /** Null when nobody may ask now: the budget is used up. A wait that was told to another asker is told here, too. */
  private async ask(service: ExternalService, signal: AbortSignal): Promise<Found | null> {
    const { doors } = this.tables;
    const { key, budget } = service;
    const from = this.clock.now();
    const pausedUntil = await doors.pausedUntil(key, 'api', from);
    if (pausedUntil !== null)
      return { service, at: from, outcome: waiting(pausedUntil, from), certificate: null };
    if (!(await doors.take(key, 'api', budget, from))) return null;
    let seen: SeenCertificate | null = null;
    const outcome = await service.probe(signal, (certificate) => (seen = certificate));
    const at = this.clock.now();
    const shown = seen as SeenCertificate | null; // the compiler does not see that a callback sets it
    return { service, outcome, at, certificate: shown && { ...shown, service: key, seenAt: at } };
  }

  private async remember(next: ExternalServiceState[], certificates: ServiceCertificate[]): Promise<void> {
    const { states, doors } = this.tables;
    await this.leadership.fenced(async (manager) => {
      await states.record(manager, next, this.services.facts);
      await this.tables.certificates.replace(certificates, manager);
    });
    for (const { key, history } of next)
      if (history.pausedUntil !== null) await doors.pause(key, 'api', history.pausedUntil);
  }
}

const waiting = (until: Date, now: Date): ProbeOutcome => ({
  kind: 'throttled',
  latencyMs: null,
  retryAfterMs: until.getTime() - now.getTime(),
});

const stateOf = ({ key }: ExternalService, known: ExternalServiceState[]): ExternalServiceState | null =>
  known.find((state) => state.key === key) ?? null;
