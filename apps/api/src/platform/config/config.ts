import type { ExternalServiceKey } from '@watchroom/contracts';

/** The typed tree of all settings. Durations are in ms unless named otherwise. */
export class AppConfig {
  readonly production!: boolean;
  readonly http!: { host: string; port: number; trustedProxies: readonly string[] };
  readonly dataDir!: string;
  readonly database!: { url: string | null; poolSize: number };
  readonly demo!: boolean;
  readonly secrets!: { jwt: string | null; ingest: string | null };
  readonly firstAdmin!: { email: string; password: string } | null;
  readonly daily!: { apiUrl: string; apiKey: string | null; statusUrl: string };
  readonly livekit!: {
    url: string | null;
    apiKey: string | null;
    apiSecret: string | null;
    statusUrl: string;
  };
  readonly beyondPresence!: { apiUrl: string; apiKey: string | null; statusUrl: string };
  /** What webhooks may be signed with; all of a vendor's are valid at the same time, so that they can be exchanged. */
  readonly webhooks!: {
    /** Base64, as Daily gives them. */
    dailySecrets: readonly string[];
    /** The pair of the API and a second one. */
    livekitKeys: readonly { apiKey: string; apiSecret: string }[];
    beyondPresenceTokens: readonly string[];
  };
  /** Services that the platform works with; the others are no input of system health. */
  readonly externalServicesInUse!: readonly ExternalServiceKey[];
  /** Of these, those that EXTERNAL_SERVICES_IN_USE names; none where it is not set. */
  readonly externalServicesNamed!: readonly ExternalServiceKey[];
  readonly probes!: { intervalMs: number; timeoutMs: number };
  readonly activeWindowMs!: number;
  readonly thresholds!: {
    errorRate: { warning: number; critical: number };
    responseTimeMs: { warning: number; critical: number };
  };
}

/** Settings of a process that serves: what `npm start` can generate is there. */
export type ServingConfig = AppConfig & {
  database: { url: string; poolSize: number };
  secrets: { jwt: string; ingest: string };
};
