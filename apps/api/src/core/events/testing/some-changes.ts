import { at } from './some-events';

export const NOW = new Date('2026-11-23T12:00:00Z');

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
