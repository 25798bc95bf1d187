import { Injectable } from '@nestjs/common';
import type { ExternalServiceInDepth, ExternalServiceKey, VerdictChange } from '@watchroom/contracts';
import { expiryOf } from '../../core/external-services/seen-certificate';
import { DAY_MS } from '../../core/time';
import { type ReceivedWebhooks, webhookFreshness } from '../../core/webhooks/webhook-freshness';
import type { ConclusionChange } from '../../core/witnesses/held-conclusion';
import { ReconciliationRepository } from '../../storage/reconciliation/reconciliation.repository';
import { ServiceEventRepository } from '../../storage/service-events/service-event.repository';
import { ServiceVerdictRepository } from '../../storage/service-verdicts/service-verdict.repository';
import { VendorCertificateRepository } from '../../storage/vendor-certificates/vendor-certificate.repository';
import { VendorIncidentRepository } from '../../storage/vendor-incidents/vendor-incident.repository';

const SHOWN_MS = 90 * DAY_MS;
const MOST_SHOWN = 100;

type Findings = Pick<
  ExternalServiceInDepth,
  | 'incidents'
  | 'verdict_changes'
  | 'active_count'
  | 'webhooks'
  | 'certificate'
  | 'stuck_sessions_closed'
  | 'avatars_missing'
  | 'bad_ends'
>;

/** What the background work has found out about one service. */
@Injectable()
export class ServiceFindingsReader {
  constructor(
    private readonly incidents: VendorIncidentRepository,
    private readonly verdicts: ServiceVerdictRepository,
    private readonly certificates: VendorCertificateRepository,
    private readonly events: ServiceEventRepository,
    private readonly reconciliation: ReconciliationRepository,
  ) {}

  async of(service: ExternalServiceKey, now: Date): Promise<Findings> {
    const since = new Date(now.getTime() - SHOWN_MS);
    const found = await this.reconciliation.ofService(service, now);
    return {
      incidents: await this.incidents.of(service, since, MOST_SHOWN),
      verdict_changes: (await this.verdicts.changes(service, since, MOST_SHOWN)).map(changeBody),
      webhooks: webhookFreshness(await this.received(service, now), found.vendorWebhooks),
      certificate: await this.certificate(service, now),
      active_count: found.activeCount,
      stuck_sessions_closed: found.stuckSessionsClosed,
      bad_ends: await this.reconciliation.badEnds(service, now),
      avatars_missing: found.avatarsMissing,
    };
  }

  private async received(service: ExternalServiceKey, now: Date): Promise<ReceivedWebhooks> {
    const all = await this.events.deliveries(now);
    const none = { service, lastReceivedAt: null, accepted: 0, refused: 0 };
    return all.find((one) => one.service === service) ?? none;
  }

  private async certificate(service: ExternalServiceKey, now: Date): Promise<Findings['certificate']> {
    const seen = (await this.certificates.all()).find((one) => one.service === service);
    return seen === undefined ? null : expiryOf(seen, now);
  }
}

const changeBody = ({ at, from, to, detail }: ConclusionChange): VerdictChange => ({
  at: at.toISOString(),
  from,
  to,
  detail,
});
