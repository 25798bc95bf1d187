import type { ProbeLatency } from '@watchroom/contracts';
import type { LatencyPoint } from '../../components/charts/latency-chart.types';
import { counted, formatMs } from '../../lib/format';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** One point for ten minutes; without an answer it stays a gap. */
export const latencyPoints = (latency: readonly ProbeLatency[]): LatencyPoint[] =>
  latency.map((stretch) => ({
    key: stretch.start,
    tick: clock.format(Date.parse(stretch.start)),
    title: dayAndClock.format(Date.parse(stretch.start)),
    p50Ms: stretch.p50_ms,
    maxMs: stretch.max_ms,
    failed: stretch.failed,
    isUnobserved: stretch.answered + stretch.failed === 0,
    detail: detailOf(stretch),
  }));

function detailOf({ answered, failed, p50_ms, max_ms }: ProbeLatency): string {
  if (answered + failed === 0) return 'Not observed';
  const asked = `${failed} of ${counted(answered + failed, 'probe')} failed`;
  if (p50_ms === null || max_ms === null) return asked;
  return `median ${formatMs(p50_ms)}, slowest ${formatMs(max_ms)}; ${asked}`;
}

/** The chart in one sentence, for those who do not see it. */
export function latencySummary(latency: readonly ProbeLatency[]): string {
  const medians = latency.flatMap(({ p50_ms }) => p50_ms ?? []);
  const failed = latency.reduce((sum, stretch) => sum + stretch.failed, 0);
  const silent = latency.filter((stretch) => stretch.answered + stretch.failed === 0).length;
  const told = [
    medians.length === 0
      ? 'no answer'
      : `median by ten minutes ${formatMs(Math.min(...medians))} to ${formatMs(Math.max(...medians))}`,
    failed === 0 ? 'no probe failed' : `${counted(failed, 'probe')} failed`,
    ...(silent === 0 ? [] : [`${silent} of ${latency.length} stretches not observed`]),
  ];
  return `Last 24 hours: ${told.join(', ')}.`;
}
