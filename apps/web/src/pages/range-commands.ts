import { CATEGORY_RANGES, routes } from '@watchroom/contracts';
import { PRESETS, searchOf } from '../features/range/range-search';
import { SPANS_HOURS } from '../features/requests/requests-search';
import { capital, lastSpan } from '../lib/format';
import type { LastRange } from '../lib/range';
import { HOUR_SECONDS } from '../lib/time-units';

export interface RangeChoice {
  id: string;
  name: string;
  /** Null: on this page. */
  to: string | null;
  /** What the address says then; `undefined` leaves it out. */
  search: Record<string, string | number | undefined>;
}

const WITHOUT_MOMENTS = { from: undefined, to: undefined };

/** Their charts stand over the range that their address names. */
const isRanged = (path: string): boolean =>
  path === routes.dashboardPage || path.startsWith(`${routes.servicePage}/`);

/** The ranges that the page at an address knows; where it knows none, those of the dashboard. */
export function rangesAt(path: string): RangeChoice[] {
  if (path.startsWith(routes.requestsPage))
    return PRESETS.map((preset) => ({ preset, hours: preset.seconds / HOUR_SECONDS }))
      .filter(({ hours }) => isIn(SPANS_HOURS, hours))
      .map(({ preset, hours }) =>
        choice(preset, { ...WITHOUT_MOMENTS, hours: hours === 1 ? undefined : hours }),
      );
  if (path.startsWith(`${routes.categoryPage}/`))
    return PRESETS.filter(({ key }) => isIn(CATEGORY_RANGES, key)).map((preset) =>
      choice(preset, { range: preset.key }),
    );
  return PRESETS.map((preset) => ({
    ...choice(preset, searchOf(preset)),
    ...(!isRanged(path) && {
      to: routes.dashboardPage,
      name: `Dashboard: ${lastSpan(preset.seconds)}`,
    }),
  }));
}

const choice = ({ key, seconds }: LastRange, search: RangeChoice['search']): RangeChoice => ({
  id: `range-${key}`,
  name: capital(lastSpan(seconds)),
  to: null,
  search,
});

const isIn = (known: readonly unknown[], one: unknown): boolean => known.includes(one);
