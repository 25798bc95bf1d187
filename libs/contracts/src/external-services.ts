import type {
  IncidentEffect,
  ActiveCount,
  AvatarsMissing,
  BadEnds,
  CertificateExpiry,
  ProbeLatency,
  ServiceHistory,
  VendorIncident,
  VerdictChange,
  WebhookFreshness,
  Witnesses,
  WitnessVerdict,
} from './witnesses';

export const EXTERNAL_SERVICES = ['daily_co', 'livekit', 'beyond_presence'] as const;
export type ExternalServiceKey = (typeof EXTERNAL_SERVICES)[number];

export const isExternalService = (key: string): key is ExternalServiceKey =>
  (EXTERNAL_SERVICES as readonly string[]).includes(key);

export const EXTERNAL_SERVICE_NAMES: Record<ExternalServiceKey, string> = {
  daily_co: 'Daily.co',
  livekit: 'LiveKit',
  beyond_presence: 'Beyond Presence',
};

/** Where each vendor sends its webhooks, below `routes.webhooks`. A token in the address stands for a signature. */
export const WEBHOOK_DOORS = {
  daily_co: 'daily',
  livekit: 'livekit',
  beyond_presence: 'beyond-presence/:token',
} as const satisfies Record<ExternalServiceKey, string>;

/** Words a platform may use for the provider of a session. */
export const REPORTED_PROVIDERS = {
  daily_co: 'daily_co',
  daily: 'daily_co',
  livekit: 'livekit',
  beyond_presence: 'beyond_presence',
} as const satisfies Record<string, ExternalServiceKey>;
export type ReportedProvider = keyof typeof REPORTED_PROVIDERS;

/** What carries a session, as far as it was told. `unknown`: neither the platform nor a webhook said. */
export const SESSION_PROVIDERS = [...EXTERNAL_SERVICES, 'unknown'] as const;
export type SessionProvider = (typeof SESSION_PROVIDERS)[number];

/** The service whose avatars may be in sessions that another one carries. */
export const AVATAR_SERVICE = 'beyond_presence' satisfies ExternalServiceKey;

/** Services that carry the sessions' media; avatars do not. */
export const SESSION_CARRIERS = ['daily_co', 'livekit'] as const satisfies readonly ExternalServiceKey[];

export const EXTERNAL_SERVICE_STATUSES = ['operational', 'degraded', 'down', 'unknown'] as const;
export type ExternalServiceStatus = (typeof EXTERNAL_SERVICE_STATUSES)[number];

/** Why a service has its status, as a word that programs can compare. */
export const STATUS_REASONS = [
  'answered',
  /** Without credentials: it is there, and nothing more is known of it. */
  'reachable_unverified',
  'slow',
  'throttled',
  'quota_exhausted',
  'failing_now_and_then',
  'failing',
  'never_answered',
  'not_configured',
  'probe_overdue',
  'we_are_offline',
  'misconfigured',
] as const;
export type StatusReason = (typeof STATUS_REASONS)[number];

/** What is known of one service. Times are RFC 3339 UTC; null where nothing was ever observed. */
export interface ExternalServiceDetail {
  status: ExternalServiceStatus;
  reason: StatusReason;
  /** One sentence for the person on duty. */
  detail: string;
  latency_ms: number | null;
  checked_at: string | null;
  since: string | null;
  /** What would make it operational; null when it is. */
  turns_green: string | null;
  /** One named conclusion of three witnesses; null until they are heard. */
  verdict: WitnessVerdict | null;
  /** Why, and whom to call: one or two sentences; null while there is no verdict. */
  verdict_detail: string | null;
  verdict_since: string | null;
  witnesses: Witnesses | null;
  /** While the vendor declares an incident. */
  effect: IncidentEffect | null;
  /** As in the other answers of the metrics interface. */
  stale_since?: string;
}

/** Everything known of one service. */
export interface ExternalServiceInDepth extends ExternalServiceDetail, ServiceHistory {
  service: ExternalServiceKey;
  as_of: string;
  /** Newest first: those that go on, and those of the last 90 days. */
  incidents: VendorIncident[];
  verdict_changes: VerdictChange[];
  /** The last 24 hours, oldest first. */
  latency: ProbeLatency[];
  active_count: ActiveCount | null;
  webhooks: WebhookFreshness;
  certificate: CertificateExpiry | null;
  /** Sessions that were open here and gone there, closed in the last 24 hours. */
  stuck_sessions_closed: number;
  /** Most often first; nothing for a vendor that does not tell why something ended. */
  bad_ends: BadEnds[];
  /** Rooms with a person in them and no avatar for 30 s or more. Null where avatars are not seen. */
  avatars_missing: AvatarsMissing | null;
}

export type ExternalServicesStatus = Record<ExternalServiceKey, ExternalServiceStatus> & {
  /** As in the other answers of the metrics interface. */
  stale_since?: string;
  details: Record<ExternalServiceKey, ExternalServiceDetail>;
  history: Record<ExternalServiceKey, ServiceHistory>;
};
