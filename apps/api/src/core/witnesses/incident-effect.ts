import type { IncidentEffect, VendorIncident } from '@watchroom/contracts';
import { minuteOfDay, percent } from '../health/health-words';
import { FEWEST_SESSIONS, newcombeInterval, type ShareSeen } from './share-evidence';

/** An incident or a maintenance that goes on. */
export interface OngoingIncident extends VendorIncident {
  /** When it began: by the vendor, else when we saw it first. */
  since: Date;
  /** Poor sessions of the hour before it began; null where nobody was counting. */
  before: ShareSeen | null;
}

const IMPACTS = ['critical', 'major', 'minor', 'maintenance', 'unknown', 'none'] as const;

/** The incident whose effect is told when there are several: the worst one, of these the oldest. */
export function tellingIncident(incidents: readonly OngoingIncident[]): OngoingIncident | null {
  const rank = ({ impact }: OngoingIncident) => IMPACTS.indexOf(impact);
  const [first] = incidents.toSorted((a, b) => rank(a) - rank(b) || a.since.getTime() - b.since.getTime());
  return first ?? null;
}

/**
 * What an incident does to our sessions: the share of poor ones since its start against the hour before, with
 * Newcombe's 95 % interval of the difference. `during`: sessions by their latest report since the start.
 */
export function incidentEffect({ title, since, before }: OngoingIncident, during: ShareSeen): IncidentEffect {
  const known = before ?? { bad: 0, n: 0 };
  const isEnough = known.n >= FEWEST_SESSIONS && during.n >= FEWEST_SESSIONS;
  const interval = isEnough ? newcombeInterval(known, during) : null;
  return {
    incident: title,
    since: since.toISOString(),
    before: { poor: known.bad, n: known.n },
    during: { poor: during.bad, n: during.n },
    difference: isEnough ? during.bad / during.n - known.bad / known.n : null,
    interval,
    detail: interval === null ? tooFew(before, during) : sentence(since, known, during, interval),
  };
}

function tooFew(before: ShareSeen | null, during: ShareSeen): string {
  if (before === null) return 'How our sessions were before it began was not counted: no comparison.';
  return `Too few sessions to compare (n = ${before.n} before, ${during.n} since): ${FEWEST_SESSIONS} of each are needed.`;
}

function sentence(since: Date, before: ShareSeen, during: ShareSeen, [low, high]: [number, number]): string {
  const found =
    low > 0
      ? 'our sessions are worse for it'
      : high < 0
        ? 'our sessions are better than before'
        : 'no effect on our sessions is proven';
  return `Since ${minuteOfDay(since)} ${told(during)} of our sessions are poor, in the hour before ${told(before)}: ${found} (difference ${points(during.bad / during.n - before.bad / before.n)}, with 95 % certainty ${points(low)} to ${points(high)}).`;
}

const told = ({ bad, n }: ShareSeen): string => `${bad} of ${n} (${percent(bad / n)})`;

/** 0.123 → "+12 points" */
function points(difference: number): string {
  const rounded = Math.round(difference * 100);
  return `${rounded > 0 ? '+' : ''}${rounded} ${Math.abs(rounded) === 1 ? 'point' : 'points'}`;
}
