import type { ProbeLatency } from '@watchroom/contracts';

export const STRETCH_MS = 600_000;
const STRETCHES = 144;

/** First moment of the stretches that are told at `now`: 24 hours, the last one still filling. */
export const latencySince = (now: Date): Date =>
  new Date(stretchOf(now.getTime()) - (STRETCHES - 1) * STRETCH_MS);

/** All stretches, oldest first; one without a probe has no latency. `told` in any order. */
export function latencyOf(told: readonly ProbeLatency[], now: Date): ProbeLatency[] {
  const known = new Map(told.map((stretch) => [Date.parse(stretch.start), stretch]));
  const sinceMs = latencySince(now).getTime();
  return Array.from({ length: STRETCHES }, (_, index) => {
    const startMs = sinceMs + index * STRETCH_MS;
    return known.get(startMs) ?? silentFrom(startMs);
  });
}

const stretchOf = (atMs: number): number => Math.floor(atMs / STRETCH_MS) * STRETCH_MS;

const silentFrom = (startMs: number): ProbeLatency => ({
  start: new Date(startMs).toISOString(),
  answered: 0,
  failed: 0,
  p50_ms: null,
  max_ms: null,
});
