import { type CurrentMetrics, type HealthReason, isExternalService } from '@watchroom/contracts';
import { formatTime, spellSpan } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import { ageOf } from '../../lib/tile-state';
import { alike, namesOf } from './alike';
import { limitText, valueText } from './health-words';
import { whoFeels } from './who-feels';

const SEVERITY: Record<HealthReason['state'], number> = { critical: 3, degraded: 2, unknown: 1 };

/** Worst first; among equals the one that lasts longest. */
export const worstFirst = (reasons: readonly HealthReason[]): HealthReason[] =>
  reasons.toSorted((a, b) => SEVERITY[b.state] - SEVERITY[a.state] || sinceMs(a) - sinceMs(b));

/** The reason whose detail the sentence tells; null when it speaks of all or of none. */
export function leadingReason({ health_reasons }: CurrentMetrics): HealthReason | null {
  const [worst] = worstFirst(health_reasons);
  return worst === undefined || health_reasons.every(isNotConfigured) ? null : worst;
}

/** What, since when, how much and who feels it, in few words: why stands in the ledger below. */
export function healthSentence(current: CurrentMetrics, nowMs: number): string {
  const reasons = current.health_reasons;
  const lead = leadingReason(current);
  if (lead !== null) {
    const felt = whoFeels(lead, current);
    const group = alike(reasons).find((each) => each.some(({ input }) => input === lead.input)) ?? [lead];
    return `${namesOf(group)} ${stateText(lead, group.length > 1 ? 'are' : 'is', nowMs)}${moreOf(lead, nowMs)}.${felt === null ? '' : ` ${felt}`}`;
  }
  if (reasons.length > 0) return notConfiguredText(reasons);
  return current.system_health === 'healthy'
    ? 'Students can be heard: everything that was measured is fine.'
    : 'Nothing can be said yet: no figure has been judged so far.';
}

/** ": 7.13 % (limit 5 %)", or why where there is no figure to tell; nothing where the word before it says it all. */
function moreOf(reason: HealthReason, nowMs: number): string {
  const value = valueText(reason);
  if (value === wordOf(reason) || isNotConfigured(reason)) return '';
  if (isExternalService(reason.input) && value !== null) return `: ${value}`;
  if (reason.state === 'unknown' || reason.unit === null || value === null)
    return `: ${localTimes(reason.detail, nowMs).replace(/\.$/, '')}`;
  const limit = limitText(reason);
  return `: ${value}${limit === null ? '' : ` (${limit})`}`;
}

/** "is down since 10:42 (12 minutes)"; without the time where nobody saw it begin. */
function stateText(reason: HealthReason, are: 'is' | 'are', nowMs: number): string {
  const age = ageOf(reason.since, nowMs);
  const since =
    reason.since === null || age === null
      ? null
      : `since ${formatTime(Date.parse(reason.since), nowMs)} (${spellSpan(age)})`;
  if (reason.state !== 'unknown')
    return [are, wordOf(reason), since].filter((word) => word !== null).join(' ');
  if (isNotConfigured(reason)) return `${are} not known`;
  return since === null ? `${are} not known` : `${are} not known, ${since}`;
}

/** Services say of themselves that they are down; other inputs are as bad as their state. */
const wordOf = ({ value, state }: HealthReason): string => (value === 'down' ? 'down' : state);

const isNotConfigured = ({ value }: HealthReason): boolean => value === 'not_configured';

/** A new installation has one reason several times. */
function notConfiguredText(reasons: readonly HealthReason[]): string {
  const all = namesOf(reasons);
  return reasons.length === 1
    ? `${all} is not configured, so that nobody knows how it is.`
    : `${all} are not configured, so that nobody knows how they are.`;
}

const sinceMs = ({ since }: HealthReason): number =>
  since === null ? Number.MAX_SAFE_INTEGER : Date.parse(since);
