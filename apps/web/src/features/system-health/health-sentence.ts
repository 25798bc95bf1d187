import type { CurrentMetrics, HealthReason } from '@watchroom/contracts';
import { counted, formatTime, spellSpan } from '../../lib/format';
import { ageSeconds } from '../../lib/tile-state';
import { inputName } from './health-words';

const SEVERITY: Record<HealthReason['state'], number> = { critical: 3, degraded: 2, unknown: 1 };

/** Worst first; among equals the one that lasts longest. */
export const worstFirst = (reasons: readonly HealthReason[]): HealthReason[] =>
  reasons.toSorted((a, b) => SEVERITY[b.state] - SEVERITY[a.state] || sinceMs(a) - sinceMs(b));

/** One sentence that says how things are and why. */
export function healthSentence(current: CurrentMetrics, nowMs: number): string {
  const [worst, ...others] = worstFirst(current.health_reasons);
  if (worst === undefined)
    return current.system_health === 'healthy'
      ? 'Students can be heard: everything that was measured is fine.'
      : 'Nothing can be said yet: no figure has been judged so far.';
  const more = others.length === 0 ? '' : ` And ${counted(others.length, 'more reason')} below.`;
  return `${inputName(worst.input)} is ${wordOf(worst)}${sinceText(worst, nowMs)}: ${worst.detail}${more}`;
}

/** " since 10:42 (12 minutes)"; empty where nobody saw it begin. */
function sinceText({ since }: HealthReason, nowMs: number): string {
  const age = ageSeconds(since === null ? null : Date.parse(since), nowMs);
  return since === null || age === null
    ? ''
    : ` since ${formatTime(Date.parse(since), nowMs)} (${spellSpan(age)})`;
}

/** Services say of themselves that they are down; other inputs are as bad as their state. */
function wordOf({ value, state }: HealthReason): string {
  if (value === 'down') return 'down';
  return state === 'unknown' ? 'not known' : state;
}

const sinceMs = ({ since }: HealthReason): number =>
  since === null ? Number.MAX_SAFE_INTEGER : Date.parse(since);
