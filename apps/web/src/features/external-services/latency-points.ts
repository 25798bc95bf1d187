import type { ProbeLatency } from '@watchroom/contracts';
import type { TimePicture, TimeStep } from '../../components/charts/time-chart.types';
import { counted, formatMs } from '../../lib/format';

const STRETCH_MS = 600_000;

/** The probes as something to draw, by ten minutes; without an answer it stays a gap. */
export const latencyPicture = (latency: readonly ProbeLatency[]): TimePicture => ({
  kind: 'lines',
  unit: 'ms',
  series: ['Median', 'Slowest'],
  steps: latency.map(stepOf),
  limits: [],
  marks: [],
  breach: 'A probe failed',
});

function stepOf(stretch: ProbeLatency): TimeStep {
  const startMs = Date.parse(stretch.start);
  return {
    startMs,
    endMs: startMs + STRETCH_MS,
    values: [stretch.p50_ms, stretch.max_ms],
    span: null,
    state: isUnobserved(stretch) ? 'unobserved' : 'value',
    tone: stretch.failed > 0 ? 'critical' : 'ok',
    isFilling: false,
    text: detailOf(stretch),
  };
}

export const isUnobserved = ({ answered, failed }: ProbeLatency): boolean => answered + failed === 0;

function detailOf(stretch: ProbeLatency): string {
  if (isUnobserved(stretch)) return 'Not observed';
  const { answered, failed, p50_ms, max_ms } = stretch;
  const asked = `${failed} of ${counted(answered + failed, 'probe')} failed`;
  if (p50_ms === null || max_ms === null) return asked;
  return `median ${formatMs(p50_ms)}, slowest ${formatMs(max_ms)}; ${asked}`;
}

/** The chart in one sentence, for those who do not see it. */
export function latencySummary(latency: readonly ProbeLatency[]): string {
  const medians = latency.flatMap(({ p50_ms }) => p50_ms ?? []);
  const failed = latency.reduce((sum, stretch) => sum + stretch.failed, 0);
  const silent = latency.filter(isUnobserved).length;
  const told = [
    medians.length === 0
      ? 'no answer'
      : `median by ten minutes ${formatMs(Math.min(...medians))} to ${formatMs(Math.max(...medians))}`,
    failed === 0 ? 'no probe failed' : `${counted(failed, 'probe')} failed`,
    ...(silent === 0 ? [] : [`${silent} of ${latency.length} stretches not observed`]),
  ];
  return `Last 24 hours: ${told.join(', ')}.`;
}
