import { Link } from '@tanstack/react-router';
import { type RequestsSearch, SPANS_HOURS, type SpanHours } from '../features/requests/requests-search';
import { windowText } from '../features/requests/request-rows';
import css from './drill-down.module.css';

const NAMES: Record<SpanHours, string> = {
  1: 'Last hour',
  6: 'Last 6 hours',
  24: 'Last 24 hours',
  168: 'Last 7 days',
};

/** Which time is looked at; each choice is an address of this page. */
export const SpanChoice = ({ search, now }: { search: RequestsSearch; now: number }) => (
  <ul className={css.spans} aria-label="Time">
    {search.from !== undefined && search.to !== undefined && (
      <li>{windowText(search.from, search.to, now)}</li>
    )}
    {SPANS_HOURS.map((hours) => (
      <li key={hours}>
        <Link
          to="."
          search={({ from: _from, to: _to, hours: _hours, ...rest }: RequestsSearch) =>
            hours === 1 ? rest : { ...rest, hours }
          }
          activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
        >
          {NAMES[hours]}
        </Link>
      </li>
    ))}
  </ul>
);
