import { memo, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { EvidenceLine } from '../../components/ui/evidence-line';
import { Figure } from '../../components/ui/figure';
import { LimitScale } from '../../components/ui/limit-scale';
import { StatusMark } from '../../components/ui/status-mark';
import { Tile } from '../../components/ui/tile';
import { requestTimeIn } from '../../lib/address';
import { formatError, formatMs } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { P95_WORDS } from '../../lib/request-limits';
import css from './response-time.module.css';
import { explainResponseTime } from './response-time.explanation';
import { type ResponseTime, responseTimeState } from './response-time.state';

const WORDS = { ...P95_WORDS, unknown: 'Not judged' };

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
        <Link
          className={css.more}
          to={routes.requestsPage}
          search={(old) => ({ ...requestTimeIn(old), sort: 'p95' as const })}
        >
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

/** What the figure is, and how exact: "1 in 20 takes longer (p95), ±0.6 %" */
function precision({ evidence: { relative_error: error } }: ResponseTime): string {
  const meaning = '1 in 20 takes longer (p95)';
  if (error === undefined) return meaning;
  return `${meaning}, ${error === null ? 'precision not known' : formatError(error)}`;
}
