import { Banner } from '../../components/ui/banner';
import { formatSpan } from '../../lib/format';
import css from './freshness.module.css';
import type { Freshness } from './freshness';

export function UpdatedClock({ freshness }: { freshness: Freshness }) {
  return (
    <p className={css.clock} data-old={freshness.banner !== null || undefined}>
      {freshness.ageSeconds === null ? (
        'no figures yet'
      ) : (
        <>
          <span className={css.verb}>updated </span>
          {formatSpan(freshness.ageSeconds)} ago
        </>
      )}
    </p>
  );
}

export const OutdatedBanner = ({ freshness }: { freshness: Freshness }) =>
  freshness.banner === null ? null : <Banner tone="critical">{freshness.banner}</Banner>;
