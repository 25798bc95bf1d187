import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { TakeAlong } from '../../components/ui/take-along';
import { Tile } from '../../components/ui/tile';
import type { ApiError } from '../../lib/api-error';
import { counted, formatCount } from '../../lib/format';
import { unlessUnreachable } from '../../lib/reading';
import { type Categories, categoriesState } from './categories.state';
import { explainCategories } from './sessions.explanation';
import { categoriesSheet } from './session-sheets';
import { useSessionMetrics } from './session-metrics.query';
import css from './categories.module.css';

export function CategoriesTile({ outage, now }: { outage: ApiError | null; now: number }) {
  const reading = unlessUnreachable(useSessionMetrics(), outage);
  const state = categoriesState(reading, now);
  return (
    <Tile title="Sessions by category" state={state} explanation={explainCategories(reading.data, now)}>
      {(value) => <Bars {...value} />}
    </Tile>
  );
}

function Bars({ total, bars }: Categories) {
  return (
    <>
      <ul className={css.bars}>
        {bars.map(({ category, count, share }) => (
          <li key={category} className={css.row}>
            <Link to={`${routes.categoryPage}/$category`} params={{ category }} className={css.name}>
              {category}
            </Link>
            <span className={css.track} aria-hidden="true">
              <span className={css.bar} style={{ width: `${share * 100}%` }} />
            </span>
            <span className={css.count}>{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      <div className={css.foot}>
        <p className={css.total}>{counted(total, 'session')}, last 30 days</p>
        <TakeAlong title="Sessions by category" sheet={() => categoriesSheet(bars)} />
      </div>
    </>
  );
}
