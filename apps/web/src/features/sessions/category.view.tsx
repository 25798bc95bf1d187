import { type CategoryMetrics, QUALITY_LEVELS } from '@watchroom/contracts';
import { DayBars } from '../../components/ui/day-bars';
import { HeadedTable } from '../../components/ui/headed-table';
import { Folded, Nothing } from '../../components/ui/panel';
import { TakeAlong } from '../../components/ui/take-along';
import { counted, formatCount } from '../../lib/format';
import { HOUR_SECONDS } from '../../lib/time-units';
import { categoryBars, mostOf, stepText, unrated } from './category-bars';
import css from './category.module.css';
import keys from './quality-key.module.css';
import { Distribution } from './connection-quality.tile';
import { categorySheet } from './session-sheets';

/** Sessions of a category by hour or day, each bar made of the levels that they reported. */
export function CategorySessions({ metrics }: { metrics: CategoryMetrics }) {
  const { points, step_seconds, total_sessions } = metrics;
  const [step, zone] = step_seconds === HOUR_SECONDS ? ['hour', ''] : ['day', ' (UTC days)'];
  const first = points[0];
  const last = points.at(-1);
  const span =
    first === undefined || last === undefined
      ? ''
      : `${stepText(first.start, step_seconds)} to ${stepText(last.start, step_seconds)}`;
  return (
    <figure className={css.figure}>
      <p className={css.total}>
        {counted(total_sessions, 'session')}
        <small>
          {' '}
          at most {formatCount(mostOf(points))} in one {step}
          {zone}
        </small>
      </p>
      <DayBars
        label={`Sessions of ${metrics.category} by ${step}`}
        bars={categoryBars(metrics)}
        caption={span}
      />
      <Legend />
      <Folded>
        <Steps metrics={metrics} />
      </Folded>
      <TakeAlong
        title={`Sessions of ${metrics.category} by ${step}`}
        chartRange={`${span}, at most ${formatCount(mostOf(points))} in one ${step}; from below: ${QUALITY_LEVELS.join(', ')}`}
        sheet={() => categorySheet(metrics)}
      />
    </figure>
  );
}

/** The levels of those that reported one. */
export function CategoryQuality({ metrics, scope }: { metrics: CategoryMetrics; scope: string }) {
  if (metrics.sessions_with_quality === 0)
    return <Nothing>No session of this time came with a report of its quality.</Nothing>;
  return (
    <Distribution
      distribution={metrics.connection_quality_distribution}
      sessions={metrics.sessions_with_quality}
      scope={scope}
    />
  );
}

const Legend = () => (
  <ul className={css.legend} aria-label="What the bars are made of">
    {[...QUALITY_LEVELS, 'unrated' as const].map((level) => (
      <li key={level} className={keys.key} data-level={level}>
        {level === 'unrated' ? 'no report of quality' : level}
      </li>
    ))}
  </ul>
);

const dash = (count: number | null | undefined): string =>
  count === null || count === undefined ? '–' : formatCount(count);

function Steps({ metrics: { points, step_seconds, category } }: { metrics: CategoryMetrics }) {
  return (
    <HeadedTable
      label={`Sessions of ${category}`}
      columns={['Start', 'Sessions', ...QUALITY_LEVELS, 'no report']}
    >
      {points.map((point) => (
        <tr key={point.start}>
          <th scope="row">{stepText(point.start, step_seconds)}</th>
          <td>{dash(point.sessions)}</td>
          {QUALITY_LEVELS.map((level) => (
            <td key={level}>{dash(point.quality?.[level])}</td>
          ))}
          <td>{dash(unrated(point))}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
