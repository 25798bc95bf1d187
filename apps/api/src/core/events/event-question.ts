import { EVENT_KINDS, type EventKind } from '@watchroom/contracts';
import { DomainError } from '../domain-error';
import { DAY_MS } from '../time';
import type { EventCursor, EventQuestion } from './recorded-event';

/** Changes are kept a little longer. */
const KEPT_DAYS = 400;
const ID = /^[\w.:-]{1,120}$/;

/** A request for events whose fields are each valid. Times are RFC 3339. */
export interface EventRequest {
  from?: string | undefined;
  to?: string | undefined;
  before?: string | undefined;
  kind?: readonly EventKind[] | undefined;
  limit: number;
}

/** What is to be read: nothing that is still to come. @throws DomainError `invalid` naming the field and the cure. */
export function eventQuestionOf(request: EventRequest, now: Date): Omit<EventQuestion, 'limits'> {
  const to = new Date(Math.min(now.getTime(), Date.parse(request.to ?? now.toISOString())));
  const from = request.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(request.from);
  if (from >= to) throw fault('from', 'from must lie before to, and before now.');
  const oldest = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  if (from < oldest)
    throw fault(
      'from',
      `Events are kept for ${KEPT_DAYS} days: from must not lie before ${oldest.toISOString()}.`,
    );
  const before = request.before === undefined ? null : cursorIn(request.before);
  return { from, to, before, kinds: request.kind ?? EVENT_KINDS, most: request.limit };
}

/** The text of a cursor for an address. */
export const cursorText = ({ at, id }: EventCursor): string => `${at.toISOString()}~${id}`;

function cursorIn(text: string): EventCursor {
  const cut = text.indexOf('~');
  const [at, id] = [new Date(text.slice(0, Math.max(0, cut))), text.slice(cut + 1)];
  if (cut < 0 || Number.isNaN(at.getTime()) || at.toISOString() !== text.slice(0, cut) || !ID.test(id))
    throw fault(
      'before',
      'before is no place in the list: use `next` of an earlier answer, or leave it out.',
    );
  return { at, id };
}

function fault(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, { faults: [{ field, detail }] });
}
