import type { EventQuestion, RecordedEvent } from '../../core/events/recorded-event';

/** What happened: the changes that several tables hold, put together in one order. Nothing is written here. */
export abstract class EventRepository {
  /**
   * Newest first, equal times by id from the end of the alphabet. Whoever goes on behind the last event of an answer
   * meets each older event of the range once.
   */
  abstract read(question: EventQuestion): Promise<RecordedEvent[]>;
}
