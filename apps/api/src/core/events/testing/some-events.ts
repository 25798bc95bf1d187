import type { RecordedEvent } from '../recorded-event';

/** Minutes after ten o'clock. */
export const at = (minute: number) => new Date(Date.parse('2026-11-23T10:00:00Z') + minute * 60_000);

/** Nothing happened to LiveKit at ten o'clock. */
export const recorded = (more: Partial<RecordedEvent>): RecordedEvent => ({
  at: at(0),
  id: `${more.kind}:${more.subject}`,
  kind: 'service_status',
  subject: 'livekit',
  from: null,
  to: null,
  told: {},
  ...more,
});
