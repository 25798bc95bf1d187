import type { CurrentMetrics, HealthReason, SystemHealth } from '@watchroom/contracts';
import { HEALTH_WORDS } from '../../lib/health-names';
import type { Reading } from '../../lib/reading';
import { judge, type TileState } from '../../lib/tile-state';
import { GLYPH_OF_TONE, TONE_OF_HEALTH } from '../../lib/tone';
import { healthSentence, leadingReason, worstFirst } from './health-sentence';

export const PRODUCT_ICON = '/favicon.svg';

export interface HealthView {
  health: SystemHealth;
  sentence: string;
  reasons: HealthReason[];
  /** The one whose detail is in the sentence. */
  told: HealthReason | null;
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

const viewOf = (current: CurrentMetrics, nowMs: number): HealthView => ({
  health: current.system_health,
  sentence: healthSentence(current, nowMs),
  reasons: worstFirst(current.health_reasons),
  told: leadingReason(current),
});

/** That the database is away is seen at each answer, however old the figures beside it have become by that. */
const isAboutNow = ({ data, failure }: Reading<CurrentMetrics>): boolean =>
  failure === null && data?.health_reasons.some(({ input }) => input === 'database') === true;

/** "■ Critical · Watchroom": the shape changes with the state, because a tab has no colour. */
export function tabTitle(state: TileState<HealthView>): string {
  if (state.kind === 'first-load') return 'Watchroom';
  if (state.kind !== 'value') return `${GLYPH_OF_TONE.unknown} Out of date · Watchroom`;
  const { health } = state.value;
  return `${GLYPH_OF_TONE[TONE_OF_HEALTH[health]]} ${HEALTH_WORDS[health]} · Watchroom`;
}

/** The icon of the tab: a shape of its own for each state, and that of the product before anything is known. */
export function tabIcon(state: TileState<HealthView>): string {
  if (state.kind === 'first-load') return PRODUCT_ICON;
  return `/favicon-${state.kind === 'value' ? TONE_OF_HEALTH[state.value.health] : 'unknown'}.svg`;
}

/** What a listener must hear of once `key` changes. */
export function announcement(state: TileState<HealthView>): { key: string; text: string } | null {
  if (state.kind === 'first-load') return null;
  if (state.kind !== 'value')
    return {
      key: 'outdated',
      text: 'System health is not known any more: the figures on this page are out of date.',
    };
  const { health, sentence } = state.value;
  return { key: health, text: `System health is now ${HEALTH_WORDS[health].toLowerCase()}. ${sentence}` };
}
