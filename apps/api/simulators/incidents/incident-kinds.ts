/** Each incident that can be played: what is told of it, and how long it lasts. */
export const INCIDENTS = {
  'livekit-down': {
    headline: 'LiveKit is down',
    effect: 'its API answers 500, its sessions lose their connections',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'daily-slow': {
    headline: 'Daily.co is slow',
    effect: 'its API answers correctly, but after three seconds',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'livekit-undeclared': {
    headline: 'LiveKit is down and does not say so',
    effect: 'its API answers 500, its status page stays green',
    usualSeconds: 180,
    longestSeconds: 3600,
  },
  'livekit-media': {
    headline: "LiveKit's media fails behind an API that answers",
    effect: 'connections break off, quality is poor; the verdict remembers broken ones for 15 minutes',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'livekit-keys': {
    headline: "LiveKit does not take Watchroom's keys",
    effect: 'its API answers 401: our settings are wrong, not LiveKit',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'daily-declared-not-felt': {
    headline: 'Daily.co declares trouble that nobody feels',
    effect: 'its status page tells of an incident, everything works',
    usualSeconds: 240,
    longestSeconds: 3600,
  },
  'daily-throttled': {
    headline: 'Daily.co throttles Watchroom',
    effect: 'its API answers 429',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'avatars-blocked': {
    headline: 'LiveKit hangs and holds up the avatars',
    effect: 'its API never answers and its page says so; the avatars leave its rooms',
    usualSeconds: 180,
    longestSeconds: 3600,
  },
  'all-offline': {
    headline: 'Watchroom is cut off from all vendors',
    effect: 'no vendor and no status page can be reached: that is us, not three outages',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'error-burst': {
    headline: 'The counselling service fails',
    effect: 'most requests end with 503, and clients retry; the hourly rate remembers it for an hour',
    usualSeconds: 60,
    longestSeconds: 600,
  },
  'slow-api': {
    headline: 'The counselling service is slow',
    effect: 'responses take 1.2 to 2 seconds',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'quality-drop': {
    headline: 'Connections are poor',
    effect: 'all open sessions report poor quality',
    usualSeconds: 120,
    longestSeconds: 3600,
  },
  'pool-exhausted': {
    headline: "Watchroom's database pool is exhausted",
    effect: 'a storm of session reports takes every connection',
    usualSeconds: 45,
    longestSeconds: 120,
  },
} as const;

export type IncidentName = keyof typeof INCIDENTS;

export const INCIDENT_NAMES = Object.keys(INCIDENTS) as IncidentName[];

export const isIncidentName = (value: unknown): value is IncidentName =>
  typeof value === 'string' && Object.hasOwn(INCIDENTS, value);

/** One incident that plays now; times are RFC 3339 UTC. */
interface PlayingIncident {
  name: IncidentName;
  started_at: string;
  ends_at: string;
}

/** What the control server tells of all incidents. */
export interface IncidentOverview {
  incidents: { name: IncidentName; headline: string; effect: string; usual_seconds: number }[];
  playing: PlayingIncident[];
}

const DURATION = /^(\d{1,5})(s|m|h)?$/;
const UNIT_SECONDS = { s: 1, m: 60, h: 3600 } as const;

/** Seconds of "90", "90s", "2m" or "1h"; null when it is none of these. */
export function secondsOf(text: string): number | null {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  if (amount === undefined) return null;
  const seconds = Number(amount) * UNIT_SECONDS[(unit ?? 's') as keyof typeof UNIT_SECONDS];
  return seconds > 0 ? seconds : null;
}

/** "2 minutes", "90 seconds", "1 minute". */
export function spokenDuration(seconds: number): string {
  const [amount, unit] = seconds % 60 === 0 ? [seconds / 60, 'minute'] : [seconds, 'second'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
