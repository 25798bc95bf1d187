import { Distribution } from '../latency/distribution';

/** Requests of a service, or of all but Watchroom's own, in some hours. `distribution`: encoded durations, or not known. */
export interface HourRow {
  requests: number;
  errors: number;
  observedMinutes: number;
  distribution: Uint8Array | null;
}

/**
 * Hours put together: as if each of them were told on its own. Durations that are not known of some requests are not
 * known of all; those that are damaged are left out.
 */
export function foldQuarter(hours: readonly HourRow[]): HourRow {
  const durations = new Distribution();
  let known = true;
  for (const { requests, distribution } of hours)
    if (distribution !== null) durations.mergeReadable(distribution);
    else known &&= requests === 0;
  const sum = (key: 'requests' | 'errors' | 'observedMinutes') =>
    hours.reduce((total, each) => total + each[key], 0);
  return {
    requests: sum('requests'),
    errors: sum('errors'),
    observedMinutes: sum('observedMinutes'),
    distribution: known ? durations.encode() : null,
  };
}
