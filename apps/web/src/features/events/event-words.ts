import { EVENT_KINDS, type EventKind } from '@watchroom/contracts';

export const KIND_NAMES: Record<EventKind, string> = {
  health: 'System health',
  limit: 'Limits',
  error_hour: 'Hours of errors',
  database: 'Database',
  pool: 'Database pool',
  source: 'Reporting sources',
  service_status: 'Service status',
  verdict: 'Verdicts',
  vendor_incident: 'Vendor incidents',
  webhooks: 'Webhooks',
  certificate: 'Certificates',
};

/** Kinds as an address names them, "limit,verdict"; what is no kind is passed over. */
export const kindsIn = (text: unknown): EventKind[] =>
  typeof text === 'string' ? EVENT_KINDS.filter((kind) => text.split(',').includes(kind)) : [];

/** The kinds after one was chosen or left: in their own order; undefined for all of them. */
export function toggled(kinds: readonly EventKind[], kind: EventKind): string | undefined {
  const chosen = EVENT_KINDS.filter((one) => kinds.includes(one) !== (one === kind));
  return chosen.length === 0 || chosen.length === EVENT_KINDS.length ? undefined : chosen.join(',');
}
