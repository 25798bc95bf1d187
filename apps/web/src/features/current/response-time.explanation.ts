import type { CurrentMetrics } from '@watchroom/contracts';
import { evidenceFacts, type Explanation, HELD } from '../../lib/explanation';
import { formatMs } from '../../lib/format';

/** Fewer requests bound no 95 % percentile. */
const FEWEST_REQUESTS = 59;

export function explainResponseTime(current: CurrentMetrics | undefined, nowMs: number): Explanation {
  return {
    means:
      'Of 20 requests of the last 5 minutes, 19 were answered within this time and one took longer (the 95th percentile, p95). All requests of all monitored services are put together; nothing is averaged.',
    facts: current ? [...evidenceFacts(current.evidence.api_response_time_p95, 'request', nowMs), HELD] : [],
    levels: current ? levelsOf(current.thresholds) : [],
  };
}

function levelsOf(limits: CurrentMetrics['thresholds']): Explanation['levels'] {
  const [warning, critical] = [limits.response_time_warning_ms, limits.response_time_critical_ms].map(
    formatMs,
  );
  return [
    { tone: 'ok', text: `Green: ${warning} or less.` },
    { tone: 'warning', text: `Yellow: more than ${warning}. Students begin to feel it.` },
    { tone: 'critical', text: `Red: more than ${critical}.` },
    {
      tone: 'unknown',
      text: `Grey: fewer than ${FEWEST_REQUESTS} requests are too few to judge, or nobody reports.`,
    },
  ];
}
