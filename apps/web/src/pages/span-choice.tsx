import { Link } from '@tanstack/react-router';
import { type RequestsSearch, SPANS_HOURS, type SpanHours } from '../features/requests/requests-search';
import { windowText } from '../features/requests/request-rows';
import css from './drill-down.module.css';

const NAMES: Record<SpanHours, string> = { 1: 'Last hour', 24: 'Last 24 hours', 168: 'Last 7 days' };

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
          search={(before: Record<string, unknown>) => ({
            ...before,
            from: undefined,
            to: undefined,
            hours: hours === 1 ? undefined : hours,
          })}
          aria-current={search.from === undefined && (search.hours ?? 1) === hours ? 'true' : undefined}
        >
          {NAMES[hours]}
        </Link>
      </li>
    ))}
  </ul>
);
