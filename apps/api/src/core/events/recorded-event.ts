import type { EventKind } from '@watchroom/contracts';
import type { ErrorRateThresholds } from '../errors/hour-state';

/** A change as the tables hold it. `told`: what the source wrote beside it; its keys depend on the kind. */
export interface RecordedEvent {
  /** In whole ms. */
  at: Date;
  /** Unique among the events of its time. */
  id: string;
  kind: EventKind;
  subject: string;
  from: string | null;
  to: string | null;
  told: Readonly<Record<string, string | null>>;
}

/** A place in the list: the event after which the reader goes on. */
export interface EventCursor {
  at: Date;
  id: string;
}

/** Events of [from, to) of these kinds, newest first, those after `before` only, at most `most`. */
export interface EventQuestion {
  from: Date;
  to: Date;
  before: EventCursor | null;
  kinds: readonly EventKind[];
  most: number;
  /** Fractions of requests; hours are told where they come to be on another side of one. */
  limits: ErrorRateThresholds;
}
