import {
  type AvatarsMissing,
  type ExternalServiceStatus,
  EXTERNAL_SERVICE_NAMES,
  type Witness,
  type Witnesses,
  type WitnessState,
} from '@watchroom/contracts';
import { percent, plural, secondOfDay } from '../health/health-words';
import { FEWEST_SESSIONS, type ShareSeen, wilsonInterval } from './share-evidence';
import { isPageFresh } from './vendor-page';
import type { SessionsSeen, WitnessFacts } from './witness-facts';

/**
 * Sessions are in trouble when the share of poor ones, or of broken ends, is above this with 95 % certainty. On a
 * usual day about one session in twenty is poor.
 */
export const BAD_SHARE_LIMIT = 0.15;
/** One room without its avatar may be a mishap of its own. */
const FEWEST_MISSED_AVATARS = 2;

/** The three witnesses, each with its own words and its age. */
export const hearWitnesses = (facts: WitnessFacts, now: Date): Witnesses => ({
  vendor_says: hearVendor(facts, now),
  probe_sees: hearProbe(facts),
  sessions_feel: hearSessions(facts.sessions),
});

/** A page that cannot be read says nothing: it is unknown, never green. */
function hearVendor({ page, statusUrl }: WitnessFacts, now: Date): Witness {
  const host = new URL(statusUrl).host;
  const as_of = page?.readAt?.toISOString() ?? null;
  if (page === null) return unheard(`${host} has not been read yet.`);
  if (page.readAt === null || page.claim === null)
    return unheard(`${host} cannot be read (${page.fault ?? 'not yet'}).`);
  if (!isPageFresh(page, now)) {
    const why = page.fault === null ? '' : ` (${page.fault})`;
    return { ...unheard(`${host} could not be read since ${secondOfDay(page.readAt)}${why}.`), as_of };
  }
  const { state, words } = page.claim;
  const isUnclear = state === 'unknown' ? ', which says neither fine nor not' : '';
  return { state, detail: `${host} says “${words}”${isUnclear}.`, as_of };
}

const PROBE_STATES: Record<ExternalServiceStatus, WitnessState> = {
  operational: 'fine',
  degraded: 'trouble',
  down: 'down',
  unknown: 'unknown',
};

/** Throttling and an account that is used up are answers of a service that works. */
function hearProbe({ probe }: WitnessFacts): Witness {
  const works = probe.reason === 'throttled' || probe.reason === 'quota_exhausted';
  return {
    state: works ? 'unknown' : PROBE_STATES[probe.status],
    detail: probe.detail,
    as_of: probe.checked_at,
  };
}

/** Too few sessions say nothing, and contradict nobody. */
function hearSessions({ quality, endings, avatarsMissing }: SessionsSeen): Witness {
  const as_of = newest(quality.newestAt, endings.newestAt)?.toISOString() ?? null;
  if (avatarsMissing !== null && avatarsMissing.rooms >= FEWEST_MISSED_AVATARS)
    return { state: 'trouble', detail: missed(avatarsMissing), as_of: as_of ?? avatarsMissing.since };
  if (isBad(quality)) return { state: 'trouble', detail: `${told(quality, POOR)}.`, as_of };
  if (isBad(endings)) return { state: 'trouble', detail: `${told(endings, BROKEN)}.`, as_of };
  const said = [
    { seen: quality, words: POOR },
    { seen: endings, words: BROKEN },
  ].filter(({ seen }) => seen.n >= FEWEST_SESSIONS);
  if (said.length === 0) return { state: 'unknown', detail: tooFew(quality, endings), as_of };
  return { state: 'fine', detail: `${said.map(({ seen, words }) => told(seen, words)).join('; ')}.`, as_of };
}

const POOR = 'sessions that reported in the last 15 minutes are poor';
const BROKEN = 'participations that ended in the last 15 minutes were broken off';

const isBad = (seen: ShareSeen): boolean =>
  seen.n >= FEWEST_SESSIONS && wilsonInterval(seen)[0] > BAD_SHARE_LIMIT;

function told({ bad, n }: ShareSeen, words: string): string {
  const [low, high] = wilsonInterval({ bad, n });
  return `${bad} of ${n} ${words} (${percent(bad / n)}; with 95 % certainty ${percent(low)} to ${percent(high)}, the limit is ${percent(BAD_SHARE_LIMIT)})`;
}

const missed = ({ rooms, since }: AvatarsMissing): string =>
  `${plural(rooms, 'room')} with a person and no avatar${since === null ? '' : `, since ${secondOfDay(new Date(since))}`}.`;

const tooFew = (quality: ShareSeen, endings: ShareSeen): string =>
  endings.n > quality.n
    ? `Too few ended participations to say (n = ${endings.n}).`
    : `Too few sessions to say (n = ${quality.n}).`;

const unheard = (detail: string): Witness => ({ state: 'unknown', detail, as_of: null });

const newest = (a: Date | null, b: Date | null): Date | null => {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
};

/** The service's name as people write it. */
export const nameOf = ({ key }: Pick<WitnessFacts, 'key'>): string => EXTERNAL_SERVICE_NAMES[key];
