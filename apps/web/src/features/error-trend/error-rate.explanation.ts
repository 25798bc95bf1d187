import type { CurrentMetrics } from '@watchroom/contracts';
import { evidenceFacts, type Explanation, HELD } from '../../lib/explanation';
import { formatRate } from '../../lib/format';
import { FEWEST_REQUESTS } from '../../lib/request-limits';

export function explainErrorRate(current: CurrentMetrics | undefined, nowMs: number): Explanation {
  return {
    means:
      'The share of the requests of the last hour that failed: the server answered with an error of its own (status 500 to 599), or not at all. Requests that were themselves wrong (status 400 to 499) are counted apart and are no errors. The chart has the same for each full hour.',
    facts: current ? [...evidenceFacts(current.evidence.error_rate_last_hour, 'request', nowMs), HELD] : [],
    levels: current ? levelsOf(current.thresholds) : [],
  };
}

function levelsOf(limits: CurrentMetrics['thresholds']): Explanation['levels'] {
  const [warning, critical] = [limits.error_rate_warning, limits.error_rate_critical].map(formatRate);
  return [
    { tone: 'ok', text: `Green: ${warning} or less.` },
    { tone: 'warning', text: `Yellow: more than ${warning}.` },
    { tone: 'critical', text: `Red: more than ${critical}.` },
    {
      tone: 'unknown',
      text: `Grey: fewer than ${FEWEST_REQUESTS} requests or 3 errors are too few to judge, or nobody reports.`,
    },
  ];
}
