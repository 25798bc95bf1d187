export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const BUSIEST_HOUR = 17;
const SWING = 0.4;
const WEEKEND = 0.85;

/** How busy the simulated platform is at `at`, around 1: evenings are busy, nights and weekends calm (UTC). */
export function busyness(at: number): number {
  const hour = (at % DAY_MS) / HOUR_MS;
  const day = new Date(at).getUTCDay();
  const ofDay = 1 + SWING * Math.cos(((hour - BUSIEST_HOUR) / 24) * 2 * Math.PI);
  return ofDay * (day === 0 || day === 6 ? WEEKEND : 1);
}
