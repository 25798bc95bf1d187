import type { CurrentMetrics } from '@watchroom/contracts';
import { EvidenceLine } from '../../components/ui/evidence-line';
import { Figure } from '../../components/ui/figure';
import { StatusMark } from '../../components/ui/status-mark';
import { Tile } from '../../components/ui/tile';
import { formatError, formatMs } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { type ResponseTime, responseTimeState } from './response-time.state';

const WORDS = { ok: 'Fast enough', warning: 'Slow', critical: 'Too slow', unknown: 'Not judged' };

export function ResponseTimeTile({ current, now }: { current: Reading<CurrentMetrics>; now: number }) {
  return (
    <Tile title="API response time" state={responseTimeState(current, now)}>
      {(value) => (
        <>
          <Figure value={formatMs(value.p95Ms)}>
            <p>{precision(value)}</p>
          </Figure>
          <p>
            <StatusMark tone={value.tone} word={WORDS[value.tone]} />
          </p>
          <EvidenceLine evidence={value.evidence} noun="request" />
          <EvidenceLine.Limits
            warning={formatMs(value.thresholds.response_time_warning_ms)}
            critical={formatMs(value.thresholds.response_time_critical_ms)}
          />
        </>
      )}
    </Tile>
  );
}

/** "p95 182 ms, ±0.6 %" */
function precision({ p95Ms, evidence }: ResponseTime): string {
  const error = evidence.relative_error;
  const figure = `p95 ${formatMs(p95Ms)}`;
  if (error === undefined) return figure;
  return error === null ? `${figure}, precision not known` : `${figure}, ${formatError(error)}`;
}
