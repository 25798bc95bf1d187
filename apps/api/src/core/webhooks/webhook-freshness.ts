import { EXTERNAL_SERVICE_NAMES, type ExternalServiceKey, type WebhookFreshness } from '@watchroom/contracts';
import { plural } from '../health/health-words';

/** What came of a service's webhooks: `accepted` and `refused` of the last 24 hours. */
export interface ReceivedWebhooks {
  service: ExternalServiceKey;
  lastReceivedAt: Date | null;
  accepted: number;
  refused: number;
}

/** How fresh the webhooks of a service are, and what to do where they are not. */
export const webhookFreshness = (
  received: ReceivedWebhooks,
  vendorState: WebhookFreshness['vendor_state'],
): WebhookFreshness => ({
  last_received_at: received.lastReceivedAt?.toISOString() ?? null,
  accepted: received.accepted,
  refused: received.refused,
  vendor_state: vendorState,
  detail: sentence(received, vendorState),
});

/** The vendor's own word first: silence alone may be a quiet day. */
function sentence(
  { service, lastReceivedAt, accepted, refused }: ReceivedWebhooks,
  vendorState: WebhookFreshness['vendor_state'],
): string {
  const name = EXTERNAL_SERVICE_NAMES[service];
  if (vendorState?.active === false) return notSent(name, vendorState.failed_count);
  if (refused > 0 && accepted === 0)
    return `Nothing was accepted in the last 24 hours, ${plural(refused, 'webhook')} refused: compare the secrets here and at ${name}.`;
  if (lastReceivedAt === null)
    return `No webhook of ${name} has been received: it may not be told this address yet.`;
  if (accepted === 0) return `No webhook of ${name} came in the last 24 hours.`;
  return refused > 0
    ? `Webhooks of ${name} arrive, and some are refused: forged, or signed with an old secret.`
    : `Webhooks of ${name} arrive and are accepted.`;
}

const notSent = (name: string, failures: number | null): string =>
  (failures ?? 0) > 0
    ? `${name} has given up sending webhooks: switch them on again there, once this address answers.`
    : `${name} sends no webhooks here: none is set up there, or none is switched on.`;
