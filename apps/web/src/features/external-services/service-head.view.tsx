import type { ExternalServiceInDepth } from '@watchroom/contracts';
import { Facts } from '../../components/ui/figure';
import { StatusMark } from '../../components/ui/status-mark';
import { formatTime } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import css from './service-page.module.css';
import { serviceNow } from './service-rows';
import { WitnessStatements } from './witness-lamps';

interface Props {
  service: ExternalServiceInDepth;
  now: number;
}

/** How the service is now: its status, the verdict and why, each witness in its own words. */
export function ServiceHead({ service, now }: Props) {
  const { name, tone, word, detail, verdict, lamps, effect, latency, checked, since } = serviceNow(
    service.service,
    service,
    now,
  );
  return (
    <>
      <div className={css.status}>
        <StatusMark tone={tone} word={word} large />
        {verdict !== null && <StatusMark tone={verdict.tone} word={verdict.word} />}
      </div>
      <p className={css.sentence}>{detail}</p>
      {effect !== null && <p className={css.effect}>{effect}</p>}
      <WitnessStatements service={name} lamps={lamps} />
      <div className={css.facts}>
        <Facts
          facts={[
            ['Latency', latency ?? '–'],
            ['Probe', checked],
            ['Status', since ?? '–'],
            ['Verdict', verdictSince(service, now)],
            ...turnsGreen(service, now),
          ]}
        />
      </div>
    </>
  );
}

const turnsGreen = ({ turns_green }: ExternalServiceInDepth, now: number): [string, string][] =>
  turns_green === null ? [] : [['Turns green', localTimes(turns_green, now)]];

const verdictSince = ({ verdict_since }: ExternalServiceInDepth, now: number): string =>
  verdict_since === null ? 'none yet' : `since ${formatTime(Date.parse(verdict_since), now)}`;
