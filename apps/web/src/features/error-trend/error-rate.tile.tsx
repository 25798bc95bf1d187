import { Link } from '@tanstack/react-router';
import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { memo, type ReactNode } from 'react';
import { EvidenceLine } from '../../components/ui/evidence-line';
import { Figure } from '../../components/ui/figure';
import { StatusMark } from '../../components/ui/status-mark';
import { Tile } from '../../components/ui/tile';
import { requestTimeIn } from '../../lib/address';
import { formatRate } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { RATE_WORDS } from '../../lib/request-limits';
import { explainErrorRate } from './error-rate.explanation';
import { type ErrorRate, errorRateState } from './error-rate.state';
import { Crossings } from './crossings.view';
import { useErrorTrend } from './error-trend.query';
import { ErrorTrendView } from './error-trend.view';
import css from './error-trend.module.css';

const WORDS = { ...RATE_WORDS, unknown: 'Not judged' };

interface Props {
  /** Stands in the place of the last 24 hours when another time is shown. */
  chart?: ReactNode;
  current: Reading<CurrentMetrics>;
  now: number;
}

/** The rate of the last hour, and the 24 hours it comes from: the latter also when there is no rate now. */
export function ErrorRateTile({ current, now, chart }: Props) {
  const trend = useErrorTrend();
  const isFiring = current.data?.health_reasons.some(({ input }) => input === 'error_rate') === true;
  return (
    <Tile
      title="Error rate"
      state={errorRateState(current, now)}
      footer={
        <p className={css.more}>
          <Link to={routes.requestsPage} search={requestTimeIn}>
            Error rate by service
          </Link>
        </p>
      }
      chart={
        <>
          {chart ?? <ErrorTrendView reading={trend} isFiring={isFiring} />}
          <Crossings trend={trend.data} now={now} />
        </>
      }
      explanation={() => explainErrorRate(current.data, now)}
    >
      {(value) => <RateNow {...value} />}
    </Tile>
  );
}

const RateNow = memo(function RateNow({ rate, tone, thresholds, evidence }: ErrorRate) {
  return (
    <div className={css.headline}>
      <Figure value={formatRate(rate)} />
      <div className={css.judgement}>
        <p>
          <StatusMark tone={tone} word={WORDS[tone]} />
        </p>
        <EvidenceLine evidence={evidence} noun="request" />
        <EvidenceLine.Limits
          warning={formatRate(thresholds.error_rate_warning)}
          critical={formatRate(thresholds.error_rate_critical)}
        />
      </div>
    </div>
  );
});
