import { CATEGORY_RANGES, type CategoryRange, routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { Banner } from '../components/ui/banner';
import { Panel } from '../components/ui/panel';
import { freshnessOf } from '../features/current/freshness';
import { rangeName, useCategory } from '../features/sessions/category.query';
import { CategoryQuality, CategorySessions } from '../features/sessions/category.view';
import { isOutdated } from '../lib/tile-state';
import { useNow } from '../lib/use-now';
import { PageTop } from './page-top';
import { ToCome } from '../components/ui/to-come';
import css from './service.module.css';

/** One category of counselling: its sessions over time, and how good their connections were. */
export function CategoryPage({ category, range }: { category: string; range: CategoryRange }) {
  const now = useNow();
  const reading = useCategory(category, range);
  const { data, failure } = reading;
  const freshness = freshnessOf(reading, now);
  const isOld = isOutdated(reading, now);
  return (
    <>
      <PageTop title={category} freshness={freshness} isKnown={data !== undefined} />
      {data === undefined && failure !== null && <Banner tone="critical">{failure.message}</Banner>}
      <Ranges category={category} range={range} />
      {data === undefined && failure === null && <ToCome height="24rem" />}
      {data !== undefined && (
        <div className={css.pair}>
          <Panel title="Sessions over time" isOld={isOld}>
            <CategorySessions metrics={data} />
          </Panel>
          <Panel title="Connection quality" isOld={isOld}>
            <CategoryQuality metrics={data} scope={rangeName(range)} />
          </Panel>
        </div>
      )}
    </>
  );
}

const Ranges = ({ category, range }: { category: string; range: CategoryRange }) => (
  <nav className={css.pages} aria-label="Range of time">
    {CATEGORY_RANGES.map((one) => (
      <Link
        key={one}
        to={`${routes.categoryPage}/$category`}
        params={{ category }}
        search={{ range: one }}
        aria-current={one === range ? 'true' : undefined}
      >
        {rangeName(one)}
      </Link>
    ))}
  </nav>
);
