import type { ExternalServiceKey } from '@watchroom/contracts';
import type { ProbeOutcome } from '../../../src/core/external-services/probe-outcome';
import type { ServiceFacts } from '../../../src/core/external-services/service-facts';
import type { PageClaim, VendorPage } from '../../../src/core/witnesses/vendor-page';
import { lognormal, seededRandom } from '../../chance/seeded-random';
import type { VendorTrouble } from './vendor-plot';

/** About as quick as the stand-ins answer: the chart goes on where the live play begins. */
const MEDIAN_MS: Record<ExternalServiceKey, number> = { daily_co: 11, livekit: 13, beyond_presence: 12 };
const SPREAD = 0.35;
const SLOW_MS = 3_000;
const RETRY_AFTER_MS = 20_000;
const READ_EVERY_MS = 30_000;

type Asked = Pick<ServiceFacts, 'key'>;

/** What a probe of the past would have found at a moment. */
export function probeOutcomeAt(
  { key }: Asked,
  atMs: number,
  troubles: readonly VendorTrouble[],
): ProbeOutcome {
  const latencyMs = latencyAt(key, atMs);
  const trouble = troubles.find(
    ({ service, fromMs, untilMs }) => service === key && atMs >= fromMs && atMs < untilMs,
  );
  switch (trouble?.behaves) {
    case 'down':
      return { kind: 'failed', failure: 'status5xx', latencyMs, httpStatus: 500, network: false };
    case 'throttled':
      return { kind: 'throttled', latencyMs, retryAfterMs: RETRY_AFTER_MS };
    case 'slow':
      return { kind: 'answered', latencyMs: SLOW_MS + latencyMs };
    default:
      return { kind: 'answered', latencyMs };
  }
}

/** A prime: with probes every half minute no pattern is seen. */
const LATENCIES = 1009;

/** The same at each call: thousands of sequences of their own would take a second. */
function latencyAt(key: ExternalServiceKey, atMs: number): number {
  const latencies = known.get(key) ?? latenciesOf(key);
  known.set(key, latencies);
  return latencies[Math.floor(atMs / 1000) % LATENCIES]!;
}

const known = new Map<ExternalServiceKey, number[]>();

function latenciesOf(key: ExternalServiceKey): number[] {
  const random = seededRandom('probes', key);
  return Array.from({ length: LATENCIES }, () => lognormal(random, MEDIAN_MS[key], SPREAD));
}

const FINE: PageClaim = { state: 'fine', words: 'All Systems Operational' };
const WORDS = { minor: 'Minor Service Outage', major: 'Partial System Outage' } as const;

/** The vendor's status page as it would have been read last. */
export function pageAt({ key }: Asked, atMs: number, troubles: readonly VendorTrouble[]): VendorPage {
  const readMs = Math.floor(atMs / READ_EVERY_MS) * READ_EVERY_MS;
  const declared = troubles.find(
    ({ service, declares }) =>
      service === key && declares !== null && readMs >= declares.fromMs && readMs < declares.untilMs,
  )?.declares;
  const claim: PageClaim = declared ? { state: 'trouble', words: WORDS[declared.impact] } : FINE;
  const readAt = new Date(readMs);
  return { service: key, readAt, triedAt: readAt, fault: null, claim, mark: null };
}
