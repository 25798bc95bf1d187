import type { MonitoringEvent } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';

/** An event a row, in the order of the list. */
export const eventsSheet = (events: readonly MonitoringEvent[]): Sheet => ({
  columns: ['at_utc', 'kind', 'subject', 'from', 'to', 'health', 'sentence'],
  rows: events.map(({ at, kind, subject, from, to, health, sentence }) => [
    at,
    kind,
    subject,
    from,
    to,
    health,
    sentence,
  ]),
});
