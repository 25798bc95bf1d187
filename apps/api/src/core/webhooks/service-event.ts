import type { ExternalServiceKey, QualityLevel } from '@watchroom/contracts';

/**
 * `opened` and `ended`: of a meeting as a whole. `joined`, `left` and `aborted`: of one participant. `sign_of_life`:
 * the meeting goes on. `failed`: something in it broke (a recording, an agent's job).
 */
export const SERVICE_EVENT_KINDS = [
  'opened',
  'ended',
  'joined',
  'left',
  'aborted',
  'sign_of_life',
  'failed',
] as const;
export type ServiceEventKind = (typeof SERVICE_EVENT_KINDS)[number];

export type ParticipantRole = 'person' | 'avatar' | 'machine';

/** What a platform told by the name or the metadata of a room, see `readRoomName`. Carries no person. */
export interface RoomMark {
  /** Lower-case UUID of the platform's session. */
  sessionId: string | null;
  category: string | null;
}

/**
 * What is kept of one delivery of a vendor. Names, identities, texts, metadata and tokens are not: the parser drops
 * them before anything else sees the body.
 */
export interface ServiceEvent {
  service: ExternalServiceKey;
  /**
   * Keyed hash of the vendor's id of the event, which may hold the id of a person. The same delivery has the same id.
   */
  id: string;
  kind: ServiceEventKind;
  /** When it happened by the vendor's clock, not when it was sent. */
  at: Date;
  /** The vendor told no time of the event itself: a repeat may bring another `at`, only `id` tells it is one. */
  atVaries?: true;
  /** The vendor's random id of the meeting; null where its events do not carry one (Daily's participants). */
  meeting: string | null;
  /** Keyed hash of the room's name; null where there is no room. */
  room: string | null;
  mark: RoomMark;
  /** The vendor's random id of the participation, not of the person. */
  participant: string | null;
  role: ParticipantRole | null;
  quality: QualityLevel | null;
  /** Why a participant or a meeting ended, in the vendor's own enumerated word; null when it ended well. */
  badEnd: string | null;
}

/** Where events belong together: their room, or the meeting where no room is told; null for those of neither. */
export const placeOf = ({ room, meeting }: Pick<ServiceEvent, 'room' | 'meeting'>): string | null =>
  room ?? meeting;
