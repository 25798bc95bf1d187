import type { ExternalServiceKey } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { ServiceEvent } from '../../core/webhooks/service-event';

/** Where events belong together: all that came of one room of one service (of one call, where there are no rooms). */
export interface EventPlace {
  service: ExternalServiceKey;
  place: string;
}

/** Deliveries of the last 24 hours; `lastReceivedAt` is of the newest accepted one ever, repeats included. */
export interface Deliveries {
  service: ExternalServiceKey;
  lastReceivedAt: Date | null;
  accepted: number;
  refused: number;
}

/** Participations that ended within a stretch. `broken`: by the service, or before they were connected. */
export interface Endings {
  service: ExternalServiceKey;
  /** Whether they were avatars', else people's; machines are not counted. */
  ofAvatars: boolean;
  n: number;
  broken: number;
  newestAt: Date;
}

/** Events of the vendors as they came, once each, and marks of the places that they change. */
export abstract class ServiceEventRepository {
  /**
   * Stores the events of one delivery that are new, marks their places and counts the delivery, all or nothing;
   * answers how many were new. Many callers at the same time share a transaction. Without events nothing is done. A
   * category that is not known (see `knownCategory`) is not stored.
   * @throws DomainError 'unavailable' when events come faster than they can be stored
   */
  abstract store(events: readonly ServiceEvent[], receivedAt: Date): Promise<number>;
  /** A delivery that was believed and tells nothing that is kept. */
  abstract countAccepted(service: ExternalServiceKey, at: Date): Promise<void>;
  /** A delivery that was not believed or not understood. Written soon; nobody waits for it. */
  abstract countRefused(service: ExternalServiceKey, at: Date): void;
  /** Takes at most `most` marks, oldest first. One folder at a time: others wait for the transaction to end. */
  abstract takeMarked(most: number, manager: EntityManager): Promise<EventPlace[]>;
  /** All events kept of these places, each place in the order of time. */
  abstract ofPlaces(
    places: readonly EventPlace[],
    manager: EntityManager,
  ): Promise<Map<string, ServiceEvent[]>>;
  /** Of every external service, as of `now`; 0 where nothing came. The 24 hours begin with a full UTC hour. */
  abstract deliveries(now: Date): Promise<Deliveries[]>;
  /** After `from`, up to `to`; none where nothing ended. */
  abstract endings(from: Date, to: Date): Promise<Endings[]>;
}

/** Key of a place in the answer of `ofPlaces`. */
export const placeKey = ({ service, place }: EventPlace): string => `${service} ${place}`;
