import { memo, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { EvidenceLine } from '../../components/ui/evidence-line';
import { Figure } from '../../components/ui/figure';
import { LimitScale } from '../../components/ui/limit-scale';
import { StatusMark } from '../../components/ui/status-mark';
import { Tile } from '../../components/ui/tile';
import { formatError, formatMs } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import css from './response-time.module.css';
import { explainResponseTime } from './response-time.explanation';
import { type ResponseTime, responseTimeState } from './response-time.state';

const WORDS = { ok: 'Fast enough', warning: 'Slow', critical: 'Too slow', unknown: 'Not judged' };

interface Props {
  current: Reading<CurrentMetrics>;
  now: number;
  chart?: ReactNode;
}

export function ResponseTimeTile({ current, now, chart }: Props) {
  return (
    <Tile
      title="API response time"
      state={responseTimeState(current, now)}
      chart={chart}
      footer={
        <Link className={css.more} to={routes.requestsPage} search={{ sort: 'p95' }}>
          Response time by service
        </Link>
      }
      explanation={() => explainResponseTime(current.data, now)}
    >
      {(value) => <ResponseTimeNow value={value} />}
    </Tile>
  );
}

const ResponseTimeNow = memo(function ResponseTimeNow({ value }: { value: ResponseTime }) {
  const { p95Ms, tone, thresholds, evidence } = value;
  return (
    <div className={css.layout}>
      <div className={css.figure}>
        <Figure value={formatMs(p95Ms)}>
          <p>{precision(value)}</p>
        </Figure>
        <p className={css.judgement}>
          <StatusMark tone={tone} word={WORDS[tone]} />
        </p>
      </div>
      <div>
        <LimitScale
          value={p95Ms}
          warning={thresholds.response_time_warning_ms}
          critical={thresholds.response_time_critical_ms}
          tone={tone}
        />
        <EvidenceLine.Limits
          warning={formatMs(thresholds.response_time_warning_ms)}
          critical={formatMs(thresholds.response_time_critical_ms)}
        />
        <EvidenceLine evidence={evidence} noun="request" />
      </div>
    </div>
  );
});

/** "p95 182 ms, ±0.6 %" */
function precision({ p95Ms, evidence }: ResponseTime): string {
  const error = evidence.relative_error;
  const figure = `p95 ${formatMs(p95Ms)}`;
  if (error === undefined) return figure;
  return error === null ? `${figure}, precision not known` : `${figure}, ${formatError(error)}`;
}
