import { eventTime } from '../../core/webhooks/event-time';
import { NO_MARK } from '../../core/webhooks/room-name';
import type { ServiceEvent, ServiceEventKind } from '../../core/webhooks/service-event';
import { partOf, textOf, timeOf, type JsonObject, wordOf } from '../json-object';
import type { Receipt } from '../vendor-webhook';

const KINDS: Record<string, ServiceEventKind> = { message: 'sign_of_life', call_ended: 'ended' };

/**
 * That a call goes on, or has ended, and when. What was said, by whom and how it was felt is not read. There are no
 * ids of events: the same call, type and time of a message are the same delivery.
 */
export function beyondPresenceEvents(told: JsonObject, { receivedAt, seal }: Receipt): ServiceEvent[] {
  const type = textOf(told, 'event_type');
  const call = textOf(told, 'call_id');
  const kind = wordOf(KINDS, type);
  if (kind === null || call === null) return [];
  const message = partOf(told, 'message');
  const happenedAt =
    kind === 'ended' ? timeOf(partOf(told, 'call_data'), 'endedAt') : timeOf(message, 'sent_at');
  const time = eventTime(happenedAt, null, receivedAt);
  if (time === null) return [];
  return [
    {
      service: 'beyond_presence',
      id: seal.event([call, type, textOf(message, 'sent_at') ?? ''].join('|')),
      kind,
      ...time,
      meeting: seal.randomId(call),
      room: null,
      mark: NO_MARK,
      participant: null,
      role: null,
      quality: null,
      badEnd: null,
    },
  ];
}
