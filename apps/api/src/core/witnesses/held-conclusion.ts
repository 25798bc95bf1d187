import type { ExternalServiceKey, IncidentEffect, Witnesses, WitnessVerdict } from '@watchroom/contracts';
import { HOLD_BETTER_MS, HOLD_WORSE_MS, LONGEST_GAP_MS } from '../health/held-verdict';
import type { Conclusion } from './conclude-verdict';
import { isTrouble } from './felt-verdict';

/** The standing verdict on a service, as it is remembered between two judgements. */
export interface HeldConclusion {
  service: ExternalServiceKey;
  verdict: WitnessVerdict;
  /** What it was before; null when it was never judged before. */
  previous: WitnessVerdict | null;
  since: Date;
  kind: Conclusion['kind'];
  detail: string;
  /** Of the latest judgement, also while another verdict is on its way. */
  witnesses: Witnesses;
  /** A different verdict on its way; null while the standing one is confirmed. */
  candidate: WitnessVerdict | null;
  candidateSince: Date | null;
  effect: IncidentEffect | null;
  judgedAt: Date;
}

/** One change of a verdict. `from` null: never judged before. */
export interface ConclusionChange {
  at: Date;
  service: ExternalServiceKey;
  from: WitnessVerdict | null;
  to: WitnessVerdict;
  detail: string;
}

/** How bad a verdict is; among equals the newest stands at once. */
const SEVERITY: Record<WitnessVerdict, number> = {
  agreed_fine: 0,
  declared_not_felt: 1,
  blind: 1,
  misconfigured: 1,
  blocked: 1,
  throttled: 2,
  undeclared_trouble: 2,
  media_trouble: 2,
  agreed_down: 3,
};

/**
 * The standing verdict after one more conclusion, held as rates of system health are: 30 s to worse, 60 s to better,
 * facts begin and end at once, and a gap without judgements begins a wait anew. What a vendor declares is no rate. A
 * trouble of which the vendor declares the end waits for the probes that are asked after that.
 */
export function holdConclusion(
  service: ExternalServiceKey,
  previous: HeldConclusion | null,
  conclusion: Conclusion,
  effect: IncidentEffect | null,
  now: Date,
): HeldConclusion {
  if (previous === null) return stand(service, previous, conclusion, effect, now);
  const side = sideOf(previous.verdict, conclusion.verdict);
  const since = waitingSince(previous, side, now);
  if (!isProbeBehind(previous, conclusion, since)) {
    const endsAtOnce = previous.kind === 'fact' && side < 0;
    const isAtOnce = conclusion.kind === 'fact' || side === 0 || endsAtOnce;
    const hasHeld = now.getTime() - since.getTime() >= holdMs(previous.verdict, conclusion.verdict);
    if (isAtOnce || hasHeld || isVendorsWordAlone(previous.verdict, conclusion.verdict))
      return stand(service, previous, conclusion, effect, now);
  }
  const { witnesses, verdict: candidate } = conclusion;
  return { ...previous, witnesses, effect, candidate, candidateSince: since, judgedAt: now };
}

/** Nothing is felt before and after, or the same trouble is, and is declared now. */
const isVendorsWordAlone = (from: WitnessVerdict, to: WitnessVerdict): boolean =>
  (NOT_FELT.has(from) && NOT_FELT.has(to)) || (isTrouble(from) && from !== 'blocked' && to === 'agreed_down');

const NOT_FELT: ReadonlySet<WitnessVerdict> = new Set(['agreed_fine', 'declared_not_felt']);

/**
 * The vendor has declared the end, and our probe may find the same: it was not asked since then, or it was answered and
 * needs one more answer. To accuse the vendor of undeclared trouble takes a probe that fails after `since`.
 */
export const isOver = (
  standing: WitnessVerdict,
  candidate: WitnessVerdict,
  { vendor_says }: Witnesses,
): boolean =>
  standing === 'agreed_down' && candidate === 'undeclared_trouble' && vendor_says.state === 'fine';

function isProbeBehind({ verdict }: HeldConclusion, said: Conclusion, since: Date): boolean {
  const { state, as_of } = said.witnesses.probe_sees;
  if (state !== 'down' || !isOver(verdict, said.verdict, said.witnesses)) return false;
  return said.answersAgain || as_of === null || Date.parse(as_of) <= since.getTime();
}

/** The change that a judgement brought, for the log; none while the verdict stands. */
export function changeBetween(previous: HeldConclusion | null, held: HeldConclusion): ConclusionChange[] {
  const { service, verdict, detail, judgedAt } = held;
  if (previous?.verdict === verdict) return [];
  return [{ at: judgedAt, service, from: previous?.verdict ?? null, to: verdict, detail }];
}

/** How long a rate must say so before its verdict changes, in ms. */
export const holdMs = (from: WitnessVerdict, to: WitnessVerdict): number =>
  sideOf(from, to) > 0 ? HOLD_WORSE_MS : HOLD_BETTER_MS;

/** Positive: worse. */
const sideOf = (from: WitnessVerdict, to: WitnessVerdict): number => Math.sign(SEVERITY[to] - SEVERITY[from]);

function waitingSince(
  { verdict, candidate, candidateSince, judgedAt }: HeldConclusion,
  side: number,
  now: Date,
): Date {
  const hasGap = now.getTime() - judgedAt.getTime() > LONGEST_GAP_MS;
  const goesOn = candidate !== null && !hasGap && sideOf(verdict, candidate) === side;
  return goesOn && candidateSince !== null ? candidateSince : now;
}

function stand(
  service: ExternalServiceKey,
  previous: HeldConclusion | null,
  { verdict, detail, kind, witnesses }: Conclusion,
  effect: IncidentEffect | null,
  now: Date,
): HeldConclusion {
  const isSame = previous?.verdict === verdict;
  return {
    service,
    verdict,
    previous: isSame ? previous.previous : (previous?.verdict ?? null),
    since: isSame ? previous.since : now,
    kind,
    detail,
    witnesses,
    candidate: null,
    candidateSince: null,
    effect,
    judgedAt: now,
  };
}
