import { CATEGORY_RANGES, routes } from '@watchroom/contracts';
import { SPANS_HOURS } from '../features/requests/requests-search';

/** How much of the past can be looked at; keys as in an address. */
const SPANS = [
  { key: '1h', hours: 1, name: 'Last hour' },
  { key: '6h', hours: 6, name: 'Last 6 hours' },
  { key: '24h', hours: 24, name: 'Last 24 hours' },
  { key: '7d', hours: 168, name: 'Last 7 days' },
  { key: '30d', hours: 720, name: 'Last 30 days' },
] as const;
type Span = (typeof SPANS)[number];

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
    return SPANS.filter(({ hours }) => isIn(SPANS_HOURS, hours)).map((span) =>
      choice(span, { ...WITHOUT_MOMENTS, hours: span.hours === 1 ? undefined : span.hours }),
    );
  if (path.startsWith(`${routes.categoryPage}/`))
    return SPANS.filter(({ key }) => isIn(CATEGORY_RANGES, key)).map((span) =>
      choice(span, { range: span.key }),
    );
  return SPANS.map((span) => ({
    ...choice(span, { ...WITHOUT_MOMENTS, range: span.key === '24h' ? undefined : span.key }),
    ...(!isRanged(path) && {
      to: routes.dashboardPage,
      name: `Dashboard: ${span.name.toLowerCase()}`,
    }),
  }));
}

const choice = ({ key, name }: Span, search: RangeChoice['search']): RangeChoice => ({
  id: `range-${key}`,
  name,
  to: null,
  search,
});

const isIn = (known: readonly unknown[], one: unknown): boolean => known.includes(one);
