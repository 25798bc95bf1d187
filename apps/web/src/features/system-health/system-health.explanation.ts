import type { CurrentMetrics } from '@watchroom/contracts';
import type { Explanation } from '../../lib/explanation';
import { formatMs, formatRate, formatSpan } from '../../lib/format';
import { ageOf } from '../../lib/tile-state';

export function explainSystemHealth(current: CurrentMetrics | undefined, nowMs: number): Explanation {
  return {
    means:
      'The worst of everything that is watched: error rate, response time, the external services, the connections to the database, and whether the data is fresh. Each one that is not fine is listed with its value, its limit, since when, and what would turn it green. It is never green on data that nobody has seen.',
    facts: current ? factsOf(current, nowMs) : [],
    levels: current ? levelsOf(current.thresholds) : [],
  };
}

function levelsOf(limits: CurrentMetrics['thresholds']): Explanation['levels'] {
  const rates = [limits.error_rate_warning, limits.error_rate_critical].map(formatRate);
  const times = [limits.response_time_warning_ms, limits.response_time_critical_ms].map(formatMs);
  return [
    { tone: 'ok', text: 'Healthy: everything that was measured is fine.' },
    {
      tone: 'warning',
      text: `Degraded: more than ${rates[0]} of the requests fail, 1 in 20 answers takes longer than ${times[0]}, a service is degraded or one is down, callers wait for the database, or a source has gone quiet.`,
    },
    {
      tone: 'critical',
      text: `Critical: more than ${rates[1]} of the requests fail, 1 in 20 answers takes longer than ${times[1]}, no service that carries sessions is up, callers gave up waiting for the database, or it cannot be reached.`,
    },
    { tone: 'unknown', text: 'Unknown: what it is made of is missing or old, so that nobody can say.' },
  ];
}

function factsOf({ as_of, health_reasons }: CurrentMetrics, nowMs: number): Explanation['facts'] {
  const age = ageOf(as_of, nowMs);
  return [
    [
      'Looks at',
      'this moment; rates must hold for 30 seconds to get worse and 60 to get better, facts count at once',
    ],
    ['Not fine', health_reasons.length === 0 ? 'nothing' : String(health_reasons.length)],
    ['Judged', age === null ? 'not yet' : `${formatSpan(age)} ago`],
  ];
}
