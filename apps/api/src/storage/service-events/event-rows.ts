import { placeOf, type ServiceEvent } from '../../core/webhooks/service-event';

/** An event as it stands in the database; `at_varies` is only told, not kept. */
export interface EventRow {
  service: ServiceEvent['service'];
  id: string;
  kind: ServiceEvent['kind'];
  at: Date;
  place: string;
  meeting: string | null;
  room: string | null;
  session_id: string | null;
  category: string | null;
  participant: string | null;
  role: ServiceEvent['role'];
  quality: ServiceEvent['quality'];
  bad_end: string | null;
}

export interface NewEventRow extends EventRow {
  received_at: Date;
  at_varies: boolean;
}

/** Null for an event of no place: nothing could ever be made of it. */
export function rowOf(event: ServiceEvent, receivedAt: Date): NewEventRow | null {
  const place = placeOf(event);
  if (place === null) return null;
  const { mark, badEnd, atVaries, ...kept } = event;
  return {
    ...kept,
    place,
    session_id: mark.sessionId,
    category: mark.category,
    bad_end: badEnd,
    received_at: receivedAt,
    at_varies: atVaries === true,
  };
}

export function eventOf(row: EventRow): ServiceEvent {
  const { service, id, kind, at, meeting, room, participant, role, quality } = row;
  const mark = { sessionId: row.session_id, category: row.category };
  return { service, id, kind, at, meeting, room, mark, participant, role, quality, badEnd: row.bad_end };
}
