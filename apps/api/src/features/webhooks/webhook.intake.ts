import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../core/domain-error';
import { Seal } from '../../external-services/seal';
import { isJsonObject, type JsonObject } from '../../external-services/json-object';
import { VendorWebhooks } from '../../external-services/vendor-webhooks';
import { Clock } from '../../platform/clock/clock';
import { isDatabaseAway } from '../../platform/database/database-away';
import { jsonDepth } from '../../platform/http/json-depth';
import { Readiness } from '../../platform/readiness';
import { ServiceEventRepository } from '../../storage/service-events/service-event.repository';
import type { WebhookDelivery } from './webhook.door';

/** Daily gives up after three failures and Beyond Presence never repeats: a restart of the database is waited for. */
const HOLD_MS = 2_000;
const TRY_EVERY_MS = 100;
const DEEPEST_JSON = 32;

/** Reads and stores what a vendor sent. */
@Injectable()
export class WebhookIntake {
  constructor(
    private readonly vendors: VendorWebhooks,
    private readonly events: ServiceEventRepository,
    private readonly seal: Seal,
    private readonly clock: Clock,
    private readonly readiness: Readiness,
  ) {}

  /** Resolves once everything is safe. @throws DomainError 'invalid' for a body that is no JSON object. */
  async receive({ service, isTrial, body }: WebhookDelivery): Promise<void> {
    if (isTrial) return;
    const told = read(body);
    const receivedAt = this.clock.now();
    const events = this.vendors.of[service].toEvents(told, { receivedAt, body, seal: this.seal });
    await this.patiently(async () => {
      if (events.length > 0) await this.events.store(events, receivedAt);
      else await this.events.countAccepted(service, receivedAt);
    });
  }

  private async patiently(store: () => Promise<void>): Promise<void> {
    const until = performance.now() + HOLD_MS;
    for (;;) {
      try {
        return await store();
      } catch (error) {
        const isAway = isDatabaseAway(error);
        if (!isAway && !this.isStarting) throw error;
        if (performance.now() + TRY_EVERY_MS > until) throw isAway ? error : notYet();
        await setTimeout(TRY_EVERY_MS);
      }
    }
  }

  /** Tables may not be there yet. */
  private get isStarting(): boolean {
    return this.readiness.phase === 'starting';
  }
}

const notYet = () =>
  new DomainError('unavailable', 'Watchroom is still starting. Send it again.', { retryAfterSeconds: 2 });

/** No word of the body: it may hold what somebody said. */
function read(body: Buffer): JsonObject {
  const text = body.toString();
  if (jsonDepth(text) > DEEPEST_JSON)
    throw new DomainError('invalid', `The body nests deeper than ${DEEPEST_JSON} levels.`);
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    throw new DomainError('invalid', 'The body is not JSON, or was cut off.');
  }
  if (isJsonObject(told)) return told;
  throw new DomainError('invalid', 'The body must be one JSON object, the event.');
}
