import type { Repeatable } from '@watchroom/contracts';
import type { Reading } from './reading';
import { refreshPace } from './refresh-pace';

/** What a tile can say once its source was heard. */
export type Observed<V> =
  | { kind: 'value'; value: V }
  | { kind: 'zero'; value: V }
  | { kind: 'no-traffic'; reason: string }
  | { kind: 'too-few'; value: V; n: number }
  | { kind: 'old'; value: V | null; newestAtMs: number | null }
  | { kind: 'blind'; reason: string };

/** Exactly one of these is shown by a tile at any time. */
export type TileState<V> =
  | { kind: 'first-load' }
  | { kind: 'value'; value: V }
  | { kind: 'zero'; value: V }
  | { kind: 'no-traffic'; reason: string }
  | { kind: 'too-few'; value: V; n: number }
  | { kind: 'stale'; value: V | null; ageSeconds: number | null }
  | { kind: 'blind'; reason: string };

/**
 * The state of a tile: `observe` says what the answer holds, this says whether it may still be believed.
 * An answer is stale once its source failed since, once it says itself that it repeats what was read before, or once it
 * is older than twice its cadence.
 */
export function judge<T, V>(
  reading: Reading<T>,
  nowMs: number,
  observe: (data: T) => Observed<V>,
): TileState<V> {
  if (reading.data === undefined)
    return reading.failure === null
      ? { kind: 'first-load' }
      : { kind: 'blind', reason: reading.failure.message };
  const observed = observe(reading.data);
  if (isOutdated(reading, nowMs))
    return { kind: 'stale', value: valueOf(observed), ageSeconds: ageSeconds(reading.asOfMs, nowMs) };
  if (observed.kind === 'old')
    return { kind: 'stale', value: observed.value, ageSeconds: ageSeconds(observed.newestAtMs, nowMs) };
  return observed;
}

/** True when the page must not present this reading as the present. */
export const isOutdated = <T>(reading: Reading<T>, nowMs: number): boolean =>
  reading.data !== undefined &&
  (reading.failure !== null ||
    isRepeated(reading.data) ||
    (reading.asOfMs !== null && nowMs - reading.asOfMs > refreshPace.staleAfterMs));

const isRepeated = (data: unknown): boolean => (data as Repeatable | null)?.stale_since !== undefined;

/** Whole seconds, never negative; null when the time is not known. */
export const ageSeconds = (atMs: number | null, nowMs: number): number | null =>
  atMs === null || Number.isNaN(atMs) ? null : Math.max(0, Math.floor((nowMs - atMs) / 1000));

/** The same of a time as the server tells it. */
export const ageOf = (at: string | null, nowMs: number): number | null =>
  ageSeconds(at === null ? null : Date.parse(at), nowMs);

const valueOf = <V>(observed: Observed<V>): V | null => ('value' in observed ? observed.value : null);
