import type { SessionReport } from '../sessions/session-report';
import type { AvatarWatch } from './avatar-watch';

/** Something that ended badly, in the vendor's own enumerated word. */
export interface BadEnd {
  at: Date;
  reason: string;
}

/** A session that was open here and gone at the vendor. It stays closed unless something newer is heard of it. */
export interface Closure {
  /** When it was closed. */
  at: Date;
  /** Newest sign of life at that time; the session ended then. */
  lastSignAt: Date;
  reason: 'gone_at_vendor';
}

/** What all events of one place say of one session. */
export interface HeardSession {
  report: SessionReport;
  /** The vendor's random ids of its meetings, ordered. */
  meetings: string[];
  /** Null when there was none, and when it was heard of afterwards. */
  closure: Closure | null;
  /** Oldest first. */
  badEnds: BadEnd[];
  avatar: AvatarWatch;
  /** When it has to be looked at again although nothing more is heard; null when it has not. */
  lookAgainAt: Date | null;
}

/** What is known of a session of a place from elsewhere than its events. */
export interface KnownOfSession {
  startTime: Date;
  /** When the vendor was last seen to have its meeting, in a poll. */
  confirmedAt: Date | null;
  closure: Closure | null;
}
