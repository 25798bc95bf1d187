import {
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceDetail,
  type WitnessVerdict,
} from '@watchroom/contracts';
import { secondOfDay } from '../health/health-words';
import { type HeldConclusion, holdMs, isOver } from './held-conclusion';

type Told = Pick<
  ExternalServiceDetail,
  'verdict' | 'verdict_detail' | 'verdict_since' | 'witnesses' | 'effect'
>;

/** Verdicts are concluded every 5 s; after this long without one nobody concludes. */
const CONCLUSION_OVERDUE_MS = 30_000;

const UNHEARD: Told = {
  verdict: null,
  verdict_detail: null,
  verdict_since: null,
  witnesses: null,
  effect: null,
};

/** What to show of a verdict at `now`; null before the witnesses were heard. An old one is told as blindness. */
export function describeVerdict(held: HeldConclusion | null, now: Date): Told {
  if (held === null) return UNHEARD;
  const { verdict, detail, since, witnesses, effect, judgedAt } = held;
  const overdueAt = new Date(judgedAt.getTime() + CONCLUSION_OVERDUE_MS);
  if (now > overdueAt)
    return {
      verdict: 'blind',
      verdict_detail: `The witnesses have not been heard since ${secondOfDay(judgedAt)}; before that: ${detail} Ours to look into: the background work of Watchroom.`,
      verdict_since: overdueAt.toISOString(),
      witnesses,
      effect,
    };
  return {
    verdict,
    verdict_detail: `${detail}${outlook(held)}`,
    verdict_since: since.toISOString(),
    witnesses,
    effect,
  };
}

const WORDS: Record<WitnessVerdict, string> = {
  agreed_fine: 'all is fine',
  agreed_down: 'trouble that is declared and felt',
  undeclared_trouble: 'undeclared trouble',
  declared_not_felt: 'declared trouble that is not felt',
  media_trouble: 'trouble of the media path',
  blind: 'blindness',
  misconfigured: 'wrong settings',
  throttled: 'throttling',
  blocked: 'blocked by another service',
};

function outlook({ service, verdict, candidate, witnesses }: HeldConclusion): string {
  if (candidate === null) return '';
  if (witnesses.probe_sees.state === 'down' && isOver(verdict, candidate, witnesses))
    return ` ${EXTERNAL_SERVICE_NAMES[service]} says now that it is over; our next probes will tell.`;
  return ` On its way: ${WORDS[candidate]}; it counts once it has held for ${holdMs(verdict, candidate) / 1000} s.`;
}
