import { earliest, latest, type Participation } from './participation';

/** What is seen of avatars in a session that goes on. */
export interface AvatarWatch {
  /** One is there now. */
  isThere: boolean;
  /** One was there at some time. */
  wasThere: boolean;
  /** Since when a person and no avatar has been there, where an avatar or an agent ever was; else null. */
  missingSince: Date | null;
}

const NO_AVATAR: AvatarWatch = { isThere: false, wasThere: false, missingSince: null };

/**
 * An avatar is missed where one has been, and where one person waits with an agent: avatars come with agents. Two
 * persons are a counselling session without one, also while a machine records them.
 */
export function watchAvatars(stays: readonly Participation[], hasEnded: boolean): AvatarWatch {
  const avatars = stays.filter(({ role }) => role === 'avatar');
  const wasThere = avatars.length > 0;
  if (hasEnded) return { ...NO_AVATAR, wasThere };
  const isThere = avatars.some(({ until }) => until === null);
  const persons = stays.filter(({ role, until }) => role === 'person' && until === null);
  const agentWaits =
    persons.length === 1 && stays.some(({ role, until }) => role === 'machine' && until === null);
  const isMissing = !isThere && persons.length > 0 && (wasThere || agentWaits);
  return { isThere, wasThere, missingSince: isMissing ? missingSince(persons, avatars) : null };
}

const missingSince = (persons: readonly Participation[], avatars: readonly Participation[]): Date | null =>
  latest([earliest(persons.map(({ from }) => from)), ...avatars.map(({ until }) => until)]);
