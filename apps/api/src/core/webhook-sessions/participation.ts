import type { ParticipantRole, ServiceEvent } from '../webhooks/service-event';
import { grouped } from './grouped';

/** One stay of one participant in a meeting. A vendor gives each stay an id of its own, also after a reconnect. */
export interface Participation {
  role: ParticipantRole | null;
  /** Earliest that was heard of it. */
  from: Date;
  /** Null while it is there. Whoever has left under this id does not come back under it. */
  until: Date | null;
}

/** All stays of a meeting, by what is said of each of them together: the order of the events does not matter. */
export function participationsOf(events: readonly ServiceEvent[]): Participation[] {
  const byId = grouped(
    events.filter(({ participant }) => participant !== null),
    ({ participant }) => participant,
  );
  return [...byId.values()].map(participationOf);
}

function participationOf(events: readonly ServiceEvent[]): Participation {
  const ends = events.filter(({ kind }) => kind === 'left' || kind === 'aborted');
  return {
    role: roleOf(events),
    from: earliest(events.map(({ at }) => at))!,
    until: latest(ends.map(({ at }) => at)),
  };
}

/** Some events do not tell the role; that of an avatar is the most certain, that of a person the usual one. */
function roleOf(events: readonly ServiceEvent[]): ParticipantRole | null {
  const told = new Set(events.map(({ role }) => role));
  return (['avatar', 'machine', 'person'] as const).find((role) => told.has(role)) ?? null;
}

export function earliest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>((min, at) => (min === null || at < min ? at : min), null);
}

export function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce<Date | null>((max, at) => (at !== null && (max === null || at > max) ? at : max), null);
}
