import { memo } from 'react';
import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { BarFoot, BarList } from '../../components/ui/bar-list';
import { TakeAlong } from '../../components/ui/take-along';
import { Tile } from '../../components/ui/tile';
import { timeIn } from '../../lib/address';
import { counted } from '../../lib/format';
import { type Categories, categoriesState } from './categories.state';
import { explainCategories } from './sessions.explanation';
import { categoriesSheet } from './session-sheets';
import { useSessionMetrics } from './session-metrics.query';

export function CategoriesTile({ now }: { now: number }) {
  const reading = useSessionMetrics();
  const state = categoriesState(reading, now);
  return (
    <Tile title="Sessions by category" state={state} explanation={() => explainCategories(reading.data, now)}>
      {(value) => <Bars {...value} />}
    </Tile>
  );
}

const Bars = memo(function Bars({ total, bars }: Categories) {
  return (
    <>
      <BarList
        bars={bars.map(({ category, count, share }) => ({
          key: category,
          count,
          share,
          name: (
            <Link to={`${routes.categoryPage}/$category`} params={{ category }} search={timeIn}>
              {category}
            </Link>
          ),
        }))}
      />
      <BarFoot text={`${counted(total, 'session')}, last 30 days`}>
        <TakeAlong title="Sessions by category" sheet={() => categoriesSheet(bars)} />
      </BarFoot>
    </>
  );
});
