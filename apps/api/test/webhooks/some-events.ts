import type { ServiceEvent } from '../../src/core/webhooks/service-event';

export const RECEIVED = new Date('2026-03-10T12:00:05.000Z');

/** An event of LiveKit as the parser would make it. */
export const anEvent = (id: string, more: Partial<ServiceEvent> = {}): ServiceEvent => ({
  service: 'livekit',
  id,
  kind: 'joined',
  at: new Date('2026-03-10T12:00:00.000Z'),
  meeting: 'RM_one',
  room: 'room-one',
  mark: { sessionId: null, category: null },
  participant: 'PA_one',
  role: 'person',
  quality: null,
  badEnd: null,
  ...more,
});
