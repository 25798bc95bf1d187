import type { ServiceEvent } from '../../webhooks/service-event';
import { foldPlace } from '../fold-place';
import type { KnownOfSession } from '../heard-session';

const T0 = Date.parse('2026-11-23T10:00:00Z');
export const at = (seconds: number) => new Date(T0 + seconds * 1000);
export const SESSION = 'aaaaaaaa-0000-4000-8000-000000000001';
export const ofMeeting = (meeting: string) => `derived ${meeting}`;

let told = 0;
/** In room `room`, meeting `m1` of LiveKit. */
export const event = (
  kind: ServiceEvent['kind'],
  seconds: number,
  more: Partial<ServiceEvent> = {},
): ServiceEvent => ({
  service: 'livekit',
  id: `event ${++told}`,
  kind,
  at: at(seconds),
  meeting: 'm1',
  room: 'room',
  mark: { sessionId: null, category: null },
  participant: null,
  role: null,
  quality: null,
  badEnd: null,
  ...more,
});
export const person = (kind: ServiceEvent['kind'], seconds: number, more: Partial<ServiceEvent> = {}) =>
  event(kind, seconds, { participant: 'p1', role: 'person', ...more });
export const avatar = (kind: ServiceEvent['kind'], seconds: number) =>
  event(kind, seconds, { participant: 'a1', role: 'avatar' });

/** `nowSeconds`: after T0; by default long after everything. */
export const fold = (events: ServiceEvent[], nowSeconds = 10_000, known: [string, KnownOfSession][] = []) =>
  foldPlace(events, {
    now: at(nowSeconds),
    eventsKeptSince: at(-1_000),
    known: new Map(known),
    sessionIdOf: (_service, meeting) => ofMeeting(meeting),
  });
