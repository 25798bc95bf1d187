import type { RequestNumbers, Thresholds } from '@watchroom/contracts';
import { Facts } from '../../components/ui/figure';
import { StatusMark } from '../../components/ui/status-mark';
import { formatCount } from '../../lib/format';
import { type Judgement, judgeP95, judgeRate } from './request-judgement';
import { countsText, formatPerSecond, p95Note, p95Text, rateText } from './request-rows';
import css from './requests.module.css';

interface Props {
  of: RequestNumbers;
  /** Undefined: not known yet, nothing is judged. */
  thresholds: Thresholds | undefined;
}

/** Requests of a service or a route in three numbers, each with how it stands to its limits. */
export const RequestFacts = ({ of, thresholds }: Props) => (
  <div className={css.facts}>
    <Facts
      facts={[
        ['Requests', `${formatCount(of.requests)} (${formatPerSecond(of.per_second)})`],
        [
          'Error rate',
          <Judged
            key="rate"
            text={`${rateText(of)} (${countsText(of)})`}
            judgement={judgeRate(of, thresholds)}
          />,
        ],
        [
          '1 in 20 slower than (p95)',
          <Judged key="p95" text={`${p95Text(of)} (${p95Note(of)})`} judgement={judgeP95(of, thresholds)} />,
        ],
      ]}
    />
  </div>
);

const Judged = ({ text, judgement }: { text: string; judgement: Judgement | null }) => (
  <>
    {text}
    {judgement !== null && (
      <span className={css.judged}>
        <StatusMark {...judgement} />
      </span>
    )}
  </>
);
