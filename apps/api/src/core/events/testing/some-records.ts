import type { RecordedEvent } from '../recorded-event';

export const NOW = new Date('2026-11-23T12:00:00Z');
export const at = (minute: number) => new Date(Date.parse('2026-11-23T10:00:00Z') + minute * 60_000);

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

export const health = (minute: number, from: string | null, to: string) => ({
  at: at(minute),
  kind: 'health' as const,
  subject: 'system',
  from,
  to,
  told: { detail: 'x.' },
});
export const status = (minute: number, from: string | null, to: string) => ({
  at: at(minute),
  subject: 'daily_co',
  from,
  to,
  told: { reason: to === 'down' ? 'failing' : 'answered' },
});
export const limit = (minute: number, from: string, to: string) => ({
  at: at(minute),
  kind: 'limit' as const,
  subject: 'error_rate',
  from,
  to,
  told: { detail: '7 % failed.' },
});
