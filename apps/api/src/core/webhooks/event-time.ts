import { CLOCK_TOLERANCE_MS } from '../sessions/session-report';
import { DAY_MS } from '../time';
import type { ServiceEvent } from './service-event';

/** Older ones are told too late to say anything of what goes on; also how far back partitions are ready. */
const LATEST_MS = 3 * DAY_MS;

/**
 * The time of an event: what the vendor told of it, else what it told of the sending, else that of receipt. A time
 * more than 5 minutes ahead is no time. Null when the event is too old to be kept.
 * @param sentAt may differ between a delivery and its repeat
 */
export function eventTime(
  happenedAt: Date | null,
  sentAt: Date | null,
  receivedAt: Date,
): Pick<ServiceEvent, 'at' | 'atVaries'> | null {
  const latest = receivedAt.getTime() + CLOCK_TOLERANCE_MS;
  const [happened, sent] = [happenedAt, sentAt].map((at) =>
    at !== null && at.getTime() <= latest ? at : null,
  );
  const at = happened ?? sent ?? receivedAt;
  if (at.getTime() < receivedAt.getTime() - LATEST_MS) return null;
  return happened ? { at } : { at, atVaries: true };
}
