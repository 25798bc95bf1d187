import type { ExternalServiceKey, VendorIncident } from '@watchroom/contracts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../chance/rhythm';
import { type Random, seededRandom } from '../../chance/seeded-random';
import { type Burst, CALM_MS, toldBursts } from '../../requests/request-plot';

/** What was wrong with a vendor of the past, of its API and of what it declares; media is never touched. */
export interface VendorTrouble {
  service: ExternalServiceKey;
  behaves: 'down' | 'slow' | 'throttled' | 'fine';
  fromMs: number;
  untilMs: number;
  declares: { fromMs: number; untilMs: number; title: string; impact: 'minor' | 'major' } | null;
}

const DECLARED_AFTER_MS = 7 * MINUTE_MS;
const DECLARED_ON_MS = 6 * MINUTE_MS;

/** Of its own a vendor is in trouble when none of the service's bursts is told. */
const OWN_HOUR = 16;
const OWN_WITHIN_MS = 2.5 * HOUR_MS;

/**
 * Troubles of vendors that begin within [fromMs, untilMs), in a past that ends at `nowMs`, oldest first. Bursts of the
 * counselling service have their cause here: no room without Daily.co, no counsellor without its avatar.
 */
export function vendorTroubles(fromMs: number, untilMs: number, nowMs: number): VendorTrouble[] {
  const caused = toldBursts(fromMs, untilMs, nowMs).flatMap(causeOf);
  const own: VendorTrouble[] = [];
  for (let day = Math.floor(fromMs / DAY_MS); day * DAY_MS < untilMs; day++) own.push(...ownTroubleOf(day));
  return [...caused, ...own]
    .filter((trouble) => trouble.fromMs >= fromMs && trouble.fromMs < untilMs)
    .filter((trouble) => endOf(trouble) <= nowMs - CALM_MS)
    .toSorted((a, b) => a.fromMs - b.fromMs);
}

/** When all of it is over, what the vendor declares included. */
export const endOf = ({ untilMs, declares }: VendorTrouble): number =>
  Math.max(untilMs, declares?.untilMs ?? 0);

/** As the vendor's status page would have told it at its end. */
export function incidentOf({ service, declares }: VendorTrouble): VendorIncident[] {
  if (declares === null) return [];
  const { fromMs, untilMs, title, impact } = declares;
  return [
    {
      id: `past-${service}-${fromMs}`,
      kind: 'incident',
      title,
      impact,
      status: 'resolved',
      started_at: new Date(fromMs).toISOString(),
      resolved_at: new Date(untilMs).toISOString(),
      scheduled_for: null,
      scheduled_until: null,
      url: null,
    },
  ];
}

function causeOf({ broken, fromMs, untilMs }: Burst): VendorTrouble[] {
  if (broken === '/counsellors')
    return [{ service: 'beyond_presence', behaves: 'slow', fromMs, untilMs, declares: null }];
  if (broken !== '/rooms/:id') return [];
  const declares = {
    fromMs: fromMs + DECLARED_AFTER_MS,
    untilMs: untilMs + DECLARED_ON_MS,
    title: 'Simulated: elevated API errors',
    impact: 'major',
  } as const;
  return [{ service: 'daily_co', behaves: 'down', fromMs, untilMs, declares }];
}

/** LiveKit's: on most days none. */
function ownTroubleOf(day: number): VendorTrouble[] {
  const random = seededRandom('vendor trouble', day);
  const lot = random();
  const fromMs = day * DAY_MS + OWN_HOUR * HOUR_MS + Math.floor(random() * OWN_WITHIN_MS);
  const lasting = (minutes: number, spread: number) => minutesFrom(fromMs, minutes, spread, random);
  const livekit = { service: 'livekit', fromMs, declares: null } as const;
  if (lot < 0.12) return [{ ...livekit, behaves: 'throttled', untilMs: lasting(2, 3) }];
  if (lot < 0.24) return [{ ...livekit, behaves: 'down', untilMs: lasting(4, 5) }];
  if (lot >= 0.4) return [];
  const untilMs = lasting(25, 20);
  const title = 'Simulated: degraded call quality in one region';
  return [{ ...livekit, behaves: 'fine', untilMs, declares: { fromMs, untilMs, title, impact: 'minor' } }];
}

const minutesFrom = (fromMs: number, minutes: number, spread: number, random: Random): number =>
  fromMs + Math.round((minutes + spread * random()) * MINUTE_MS);
