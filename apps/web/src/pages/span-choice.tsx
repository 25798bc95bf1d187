import { Link } from '@tanstack/react-router';
import { type RequestsSearch, SPANS_HOURS } from '../features/requests/requests-search';
import { windowText } from '../features/requests/request-rows';
import { capital, lastSpan } from '../lib/format';
import { HOUR_SECONDS } from '../lib/time-units';
import css from './drill-down.module.css';

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
          {capital(lastSpan(hours * HOUR_SECONDS))}
        </Link>
      </li>
    ))}
  </ul>
);
