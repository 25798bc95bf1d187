import type { ServiceDay, ServiceHistory } from '@watchroom/contracts';
import { DayBars } from '../../components/ui/day-bars';
import { HeadedTable } from '../../components/ui/headed-table';
import { Folded, RowTime } from '../../components/ui/panel';
import { TakeAlong } from '../../components/ui/take-along';
import { formatSpan } from '../../lib/format';
import { barsOf } from './day-bars';
import css from './service-page.module.css';
import { daysSheet } from './service-sheets';
import { dayName, uptimeWords } from './uptime-text';

interface Props {
  name: string;
  history: ServiceHistory;
}

/** Ninety days as bars, the share of them that it was up, and the same as a table. */
export const ServiceDays = ({ name, history }: Props) => {
  const [share, span] = uptimeWords(history);
  return (
    <figure className={css.figure}>
      <p className={css.uptime}>
        {share} <small>{span}</small>
      </p>
      <DayBars
        label={`${name}, last 90 days`}
        bars={barsOf(history.days)}
        caption="Point at a day, or walk from day to day with the arrow keys."
      />
      <figcaption className={css.caption}>
        Days of UTC, as the probes saw them; the last one is still filling. Up is operational or degraded;
        what nobody saw may have been either.
      </figcaption>
      <Folded>
        <HeadedTable label="Days, newest first" columns={['Day', 'Fine', 'Degraded', 'Down', 'Unseen']}>
          {history.days.toReversed().map((day) => (
            <DayRow key={day.day} day={day} />
          ))}
        </HeadedTable>
      </Folded>
      <TakeAlong
        title={`${name}, last 90 days`}
        chartRange="Bars from below: down, degraded, operational, not observed"
        sheet={() => daysSheet(history.days)}
      />
    </figure>
  );
};

const DayRow = ({ day }: { day: ServiceDay }) => (
  <tr>
    <RowTime text={dayName(day)} />
    <td>{spanOf(day.operational_seconds)}</td>
    <td>{spanOf(day.degraded_seconds)}</td>
    <td>{spanOf(day.down_seconds)}</td>
    <td>{spanOf(day.unobserved_seconds)}</td>
  </tr>
);

const spanOf = (seconds: number): string => (seconds === 0 ? '–' : formatSpan(seconds));
