import type { HealthInput, HealthReason, Thresholds } from '@watchroom/contracts';
import type { TimeLimit } from '../../components/charts/time-chart.types';
import { formatMs, formatRate } from '../../lib/format';
import { SLOW_WAIT_MS } from '../../lib/slow-wait';
import { type Tone, toneAbove } from '../../lib/tone';
import type { ChartKey } from './charts';

/** Above these, in the unit of the chart, something is wrong. Null: never by this chart alone. */
interface Limits {
  input: HealthInput;
  warning: number | null;
  critical: number | null;
  format: (value: number) => string;
}

function limitsBehind(chart: ChartKey, limits: Thresholds | undefined): Limits | null {
  if (chart === 'waits')
    return { input: 'database_pool', warning: SLOW_WAIT_MS, critical: null, format: formatMs };
  if (chart === 'timeouts') return { input: 'database_pool', warning: null, critical: 0, format: () => '' };
  if (limits === undefined) return null;
  if (chart === 'errors')
    return {
      input: 'error_rate',
      warning: limits.error_rate_warning * 100,
      critical: limits.error_rate_critical * 100,
      format: (percent) => formatRate(percent / 100),
    };
  if (chart === 'response')
    return {
      input: 'response_time_p95',
      warning: limits.response_time_warning_ms,
      critical: limits.response_time_critical_ms,
      format: formatMs,
    };
  return null;
}

/** Lines to draw. While something is above them, the lower one is where it is fine again, and says so. */
export function limitsOf(
  chart: ChartKey,
  thresholds: Thresholds | undefined,
  reasons: readonly HealthReason[],
): TimeLimit[] {
  if (chart === 'use') return [{ tone: 'bound', value: 100, label: 'All connections 100 %' }];
  const limits = limitsBehind(chart, thresholds);
  if (limits === null) return [];
  const { warning, critical, format, input } = limits;
  const isFiring = reasons.some((reason) => reason.input === input && reason.state !== 'unknown');
  const lines: TimeLimit[] = [];
  if (warning !== null)
    lines.push(
      isFiring
        ? { tone: 'ok', value: warning, label: `Fine again under ${format(warning)}` }
        : { tone: 'warning', value: warning, label: `Warning ${format(warning)}` },
    );
  if (critical !== null && critical > 0)
    lines.push({ tone: 'critical', value: critical, label: `Critical ${format(critical)}` });
  return lines;
}

/** How a value stands to the limits of its chart; unknown where it has none. */
export function toneOf(chart: ChartKey, thresholds: Thresholds | undefined, value: number): Tone {
  const limits = limitsBehind(chart, thresholds);
  return limits === null ? 'unknown' : toneAbove(value, limits.warning, limits.critical);
}

const JUDGED = new Set<ChartKey>(['errors', 'response', 'waits', 'timeouts']);

export const isJudged = (chart: ChartKey): boolean => JUDGED.has(chart);
