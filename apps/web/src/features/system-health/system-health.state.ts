import type { CurrentMetrics, HealthInput, HealthReason, SystemHealth } from '@watchroom/contracts';
import { HEALTH_WORDS } from '../../lib/health-names';
import type { Reading } from '../../lib/reading';
import { judge, type TileState } from '../../lib/tile-state';
import { GLYPH_OF_TONE, TONE_OF_HEALTH } from '../../lib/tone';
import { healthSentence, leadingReason, worstFirst } from './health-sentence';
import { inputName } from './health-words';
import { whomToCall } from './whom-to-call';

export const PRODUCT_ICON = '/favicon.svg';

/** With whom to call; null where that is not known. */
export type ToldReason = HealthReason & { call: string | null };

export interface HealthView {
  health: SystemHealth;
  sentence: string;
  reasons: ToldReason[];
  /** The one that the sentence tells; null when it speaks of all or of none. */
  told: ToldReason | null;
}

export function systemHealthState(reading: Reading<CurrentMetrics>, nowMs: number): TileState<HealthView> {
  const state = judge(reading, nowMs, (current) => ({
    kind: 'value' as const,
    value: viewOf(current, nowMs),
  }));
  return state.kind === 'stale' && state.value !== null && isAboutNow(reading)
    ? { kind: 'value', value: state.value }
    : state;
}

function viewOf(current: CurrentMetrics, nowMs: number): HealthView {
  const reasons = worstFirst(current.health_reasons).map((reason) => ({
    ...reason,
    call: whomToCall(reason, current),
  }));
  return {
    health: current.system_health,
    sentence: healthSentence(current, nowMs),
    reasons,
    told: (leadingReason(current) !== null && reasons[0]) || null,
  };
}

/** That the database is away is seen at each answer, however old the figures beside it have become by that. */
const isAboutNow = ({ data, failure }: Reading<CurrentMetrics>): boolean =>
  failure === null && data?.health_reasons.some(({ input }) => input === 'database') === true;

/** "■ LiveKit · Critical · Watchroom": the shape changes with the state, because a tab has no colour and little room. */
export function tabTitle(state: TileState<HealthView>, page: string | null = null): string {
  const [glyph, word] = tabMark(state);
  const named = [page, word, 'Watchroom'].filter((part) => part !== null).join(' · ');
  return glyph === null ? named : `${glyph} ${named}`;
}

function tabMark(state: TileState<HealthView>): [glyph: string | null, word: string | null] {
  if (state.kind === 'first-load') return [null, null];
  if (state.kind !== 'value') return [GLYPH_OF_TONE.unknown, 'Out of date'];
  const { health } = state.value;
  return [GLYPH_OF_TONE[TONE_OF_HEALTH[health]], HEALTH_WORDS[health]];
}

/** The icon of the tab: a shape of its own for each state, and that of the product before anything is known. */
export function tabIcon(state: TileState<HealthView>): string {
  if (state.kind === 'first-load') return PRODUCT_ICON;
  return `/favicon-${state.kind === 'value' ? TONE_OF_HEALTH[state.value.health] : 'unknown'}.svg`;
}

/** What a listener knows of the system, and hears of when it changes. */
export interface Known {
  health: SystemHealth | 'outdated';
  /** Inputs that are not fine, and how bad each is, in a word. */
  reasons: ReadonlyMap<HealthInput, string>;
  sentence: string;
}

/** Null before the first answer. */
export function knownOf(state: TileState<HealthView>): Known | null {
  if (state.kind === 'first-load') return null;
  if (state.kind !== 'value') return { health: 'outdated', reasons: new Map(), sentence: '' };
  const { health, told, reasons } = state.value;
  const call = told?.call ?? null;
  const sentence = `${state.value.sentence}${call === null ? '' : ` Call ${call}.`}`;
  return { health, sentence, reasons: new Map(reasons.map((each) => [each.input, wordOf(each)])) };
}

/** A service that was degraded and is down now is news, whatever that makes of the whole. */
const wordOf = ({ value, state }: HealthReason): string =>
  value === 'down' ? value : HEALTH_WORDS[state].toLowerCase();

/** What is said when something changed state; null when only figures did. */
export function announcement(before: Known, { health, reasons, sentence }: Known): string | null {
  if (health !== before.health)
    return health === 'outdated'
      ? 'System health is not known any more: the figures on this page are out of date.'
      : `System health is now ${HEALTH_WORDS[health].toLowerCase()}. ${sentence}`;
  const worse = [...reasons].filter(([input, word]) => before.reasons.get(input) !== word);
  const gone = [...before.reasons.keys()].filter((input) => !reasons.has(input));
  const told = [
    ...worse.map(([input, word]) => `${inputName(input)} is now ${word}.`),
    ...gone.map((input) => `${inputName(input)} is fine again.`),
  ];
  return told.length === 0 ? null : told.join(' ');
}
