/** What three witnesses together say of one service: the vendor's status page, our probe, our own sessions. */
export const WITNESS_VERDICTS = [
  'agreed_fine',
  'agreed_down',
  'undeclared_trouble',
  'declared_not_felt',
  'media_trouble',
  'blind',
  'misconfigured',
  'throttled',
  'blocked',
] as const;
export type WitnessVerdict = (typeof WITNESS_VERDICTS)[number];

export const WITNESS_STATES = ['fine', 'trouble', 'down', 'unknown'] as const;
export type WitnessState = (typeof WITNESS_STATES)[number];

/** What one witness says. `as_of`: when it was seen; null when it never was. */
export interface Witness {
  state: WitnessState;
  /** One sentence for the person on duty. */
  detail: string;
  as_of: string | null;
}

export interface Witnesses {
  vendor_says: Witness;
  probe_sees: Witness;
  sessions_feel: Witness;
}

/**
 * What an incident that the vendor declares does to our sessions: the share of poor ones since its start against the
 * hour before. `interval`: 95 % of the difference of the shares, lower and upper end. Null where too few sessions
 * reported.
 */
export interface IncidentEffect {
  incident: string;
  since: string;
  before: { poor: number; n: number };
  during: { poor: number; n: number };
  difference: number | null;
  interval: [number, number] | null;
  /** One sentence for the person on duty. */
  detail: string;
}

/** An incident or a maintenance as the vendor's status page tells it. */
export interface VendorIncident {
  id: string;
  kind: 'incident' | 'maintenance';
  title: string;
  impact: 'none' | 'minor' | 'major' | 'critical' | 'maintenance' | 'unknown';
  status: string;
  started_at: string | null;
  resolved_at: string | null;
  /** Of a maintenance. */
  scheduled_for: string | null;
  scheduled_until: string | null;
  url: string | null;
}

/** Active sessions by our own count beside the vendor's. */
export interface ActiveCount {
  ours: number;
  /** Null when the vendor could not be asked. */
  theirs: number | null;
  /** The vendor has more than were counted. */
  at_least: boolean;
  asked_at: string;
  /** Since when the two have differed for three polls or more; null while they agree. */
  drifting_since: string | null;
}

export interface WebhookFreshness {
  last_received_at: string | null;
  /** Deliveries of the last 24 hours. */
  accepted: number;
  refused: number;
  /** What the vendor itself says of its sending; null where it cannot be asked. */
  vendor_state: { active: boolean; failed_count: number | null; checked_at: string } | null;
  /** One sentence for the person on duty. */
  detail: string;
}

/**
 * What broke at a vendor in the last 24 hours, by the vendor's own word: a participation, a recording, an agent's job.
 * `sessions`: those in which it happened.
 */
export interface BadEnds {
  reason: string;
  times: number;
  sessions: number;
  newest_at: string;
}

/** `since`: of the room that has waited longest; null while no avatar is missing. */
export interface AvatarsMissing {
  rooms: number;
  since: string | null;
}

/** Of the host that is asked. `days_left` counts whole days. */
export interface CertificateExpiry {
  host: string;
  expires_at: string;
  days_left: number;
}

/** Seconds of one UTC day by what the probes saw; together they are the seconds of the day that have passed. */
export interface ServiceDay {
  /** 2026-11-23 */
  day: string;
  operational_seconds: number;
  degraded_seconds: number;
  down_seconds: number;
  unobserved_seconds: number;
}

/**
 * Share of the time that a service was up (a degraded one is), as an interval: `lower` counts all unobserved time as
 * down, `upper` as up. Null when nothing was observed.
 */
export interface Uptime {
  /** From the first day on which anything was observed, 90 at most. */
  days: number;
  lower: number | null;
  upper: number | null;
  unobserved: number;
}

export interface ServiceHistory {
  /** Ninety days, oldest first; the last one is still filling. */
  days: ServiceDay[];
  uptime: Uptime;
}

/** Probes of one ten-minute stretch. `answered`: in whatever way, with the latency of these. */
export interface ProbeLatency {
  start: string;
  answered: number;
  failed: number;
  p50_ms: number | null;
  max_ms: number | null;
}

export interface VerdictChange {
  at: string;
  from: WitnessVerdict | null;
  to: WitnessVerdict;
  detail: string;
}
