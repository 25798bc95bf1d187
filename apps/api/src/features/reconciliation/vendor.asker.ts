import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey } from '@watchroom/contracts';
import type { CountOutcome, WebhookSending } from '../../core/external-services/count-outcome';
import { isCountDue, type RecordedCount } from '../../core/reconciliation/active-count';
import type { ExternalService } from '../../external-services/external-service';
import { ExternalServices } from '../../external-services/external-services';
import { Clock } from '../../platform/clock/clock';
import { type Leave, VendorDoorRepository } from '../../storage/vendor-doors/vendor-door.repository';

const SENDING_EVERY_MS = 120_000;

export interface Asked<Outcome> {
  service: ExternalServiceKey;
  askedAt: Date;
  outcome: Outcome;
}

/** Asks the vendors that may be asked now, all at once, within the budget that all askers share. */
@Injectable()
export class VendorAsker {
  private readonly sendingAskedAtMs = new Map<ExternalServiceKey, number>();

  constructor(
    private readonly services: ExternalServices,
    private readonly doors: VendorDoorRepository,
    private readonly clock: Clock,
  ) {}

  /** What goes on at each vendor of which it is time to ask. Rejects only when aborted or without the database. */
  async count(newest: readonly RecordedCount[], signal: AbortSignal): Promise<Asked<CountOutcome>[]> {
    const now = this.clock.now();
    const previous = new Map(newest.map((count) => [count.service, count]));
    const due = this.due((service) =>
      isCountDue(previous.get(service.key) ?? null, service.countEveryMs, now),
    );
    return this.ask(due, (service) => service.countActive(signal, () => this.mayAsk(service)));
  }

  /** What the vendors say of their sending of webhooks; those that cannot be asked are left out. */
  async askForWebhooks(signal: AbortSignal): Promise<Asked<WebhookSending>[]> {
    const nowMs = this.clock.monotonicMs();
    const due = this.due(
      ({ key }) => nowMs - (this.sendingAskedAtMs.get(key) ?? -Infinity) >= SENDING_EVERY_MS,
    );
    for (const { key } of due) this.sendingAskedAtMs.set(key, nowMs);
    const asked = await this.ask(due, (service) =>
      service.askForWebhooks(signal, () => this.mayAsk(service)),
    );
    return asked.flatMap(({ outcome, ...rest }) => (outcome === null ? [] : [{ ...rest, outcome }]));
  }

  /** Nobody asks this vendor before then. */
  pause(service: ExternalServiceKey, until: Date): Promise<void> {
    return this.doors.pause(service, 'api', until);
  }

  private due(isDue: (service: ExternalService) => boolean): ExternalService[] {
    return this.services.all.filter((service) => service.configured && isDue(service));
  }

  private ask<Outcome>(
    services: readonly ExternalService[],
    question: (service: ExternalService) => Promise<Outcome>,
  ): Promise<Asked<Outcome>[]> {
    return Promise.all(
      services.map(async (service) => {
        const askedAt = this.clock.now();
        return { service: service.key, askedAt, outcome: await question(service) };
      }),
    );
  }

  private async mayAsk({ key, budget }: ExternalService): Promise<Leave['kind']> {
    const leave = await this.doors.take(key, 'api', budget, this.clock.now());
    return leave.kind;
  }
}
