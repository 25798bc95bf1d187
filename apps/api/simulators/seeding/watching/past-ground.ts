import { EXTERNAL_SERVICES, type ExternalServiceKey } from '@watchroom/contracts';
import type { ServiceFacts } from '../../../src/core/external-services/service-facts';
import type { HealthThresholds } from '../../../src/core/health/health-facts';

/** By what the installation judges, as its settings say. */
export interface Judging {
  thresholds: HealthThresholds;
  probes: { intervalMs: number; timeoutMs: number };
  inUse: readonly ExternalServiceKey[];
}

export const USUAL_JUDGING: Judging = {
  thresholds: {
    errorRate: { warning: 0.02, critical: 0.05 },
    responseTimeMs: { warning: 500, critical: 1000 },
  },
  probes: { intervalMs: 30_000, timeoutMs: 5_000 },
  inUse: EXTERNAL_SERVICES,
};

/** As the launcher tells it, in JSON; the usual settings for whoever is started by hand. */
export const readJudging = (json: string | undefined): Judging =>
  json === undefined ? USUAL_JUDGING : (JSON.parse(json) as Judging);

/** Nobody's host: these pages were never read. */
const STATUS_URL: Record<ExternalServiceKey, string> = {
  daily_co: 'https://status.daily-co.example',
  livekit: 'https://status.livekit.example',
  beyond_presence: 'https://status.beyond-presence.example',
};

/** The avatars live in rooms of LiveKit. */
export const NEEDS: Record<ExternalServiceKey, readonly ExternalServiceKey[]> = {
  daily_co: [],
  livekit: [],
  beyond_presence: ['livekit'],
};

/** More often than this no past was asked: each probe is a row. */
const OFTENEST_MS = 30_000;

/** What the installation would have known of each service without asking it. */
export function serviceFactsOf({ probes }: Judging): Record<ExternalServiceKey, ServiceFacts> {
  const intervalMs = Math.max(OFTENEST_MS, probes.intervalMs);
  const facts = EXTERNAL_SERVICES.map((key): [ExternalServiceKey, ServiceFacts] => [
    key,
    {
      key,
      configured: true,
      variables: [],
      statusUrl: STATUS_URL[key],
      timeoutMs: probes.timeoutMs,
      intervalMs,
    },
  ]);
  return Object.fromEntries(facts) as Record<ExternalServiceKey, ServiceFacts>;
}
