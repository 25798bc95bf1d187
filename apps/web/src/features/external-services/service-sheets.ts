import type { ProbeLatency, ServiceDay } from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';

/** Ten minutes a row, in UTC; what nobody measured has no numbers. */
export const latencySheet = (latency: ProbeLatency[]): Sheet => ({
  columns: ['from_utc', 'median_ms', 'slowest_ms', 'answered', 'failed'],
  rows: latency.map(({ start, p50_ms, max_ms, answered, failed }) => {
    const isSeen = answered + failed > 0;
    return [start, p50_ms, max_ms, isSeen ? answered : null, isSeen ? failed : null];
  }),
});

/** A day of UTC a row, oldest first. */
export const daysSheet = (days: ServiceDay[]): Sheet => ({
  columns: ['day_utc', 'operational_s', 'degraded_s', 'down_s', 'unobserved_s'],
  rows: days.map((day) => [
    day.day,
    day.operational_seconds,
    day.degraded_seconds,
    day.down_seconds,
    day.unobserved_seconds,
  ]),
});
