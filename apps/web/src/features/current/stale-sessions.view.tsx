import type { OpenSessions } from '@watchroom/contracts';
import { TakeAlong } from '../../components/ui/take-along';
import { counted, formatCount, spellSpan } from '../../lib/format';
import { staleRows } from './active-sessions.state';
import { staleSheet } from './stale-sheet';
import css from './stale-sessions.module.css';

const TITLE = 'Stale sessions by the age of their last sign of life';

interface Props {
  open: OpenSessions;
  windowSeconds: number;
}

/** Open sessions that are not counted: since when nothing was heard of them, and what to do. */
export function StaleSessions({ open, windowSeconds }: Props) {
  return (
    <details className={css.stale}>
      <summary>{counted(open.stale, 'more open session')} without a sign of life, not counted</summary>
      <p>
        Stale: never reported as ended, and nothing heard for more than {spellSpan(windowSeconds)}. Most often
        the call is over and only its end was not reported.
      </p>
      <table className={css.table} aria-label={TITLE}>
        <thead>
          <tr>
            <th scope="col">Last sign of life</th>
            <th scope="col">Sessions</th>
          </tr>
        </thead>
        <tbody>
          {staleRows(open).map(({ age, sessions }) => (
            <tr key={age}>
              <th scope="row">{age}</th>
              <td>{formatCount(sessions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <TakeAlong title={TITLE} sheet={() => staleSheet(open)} />
      <p>
        What to do: if the youngest row grows, look whether the platform still reports. Old rows are lost
        ends: have the platform send their end_time, or last_seen_at for calls that go on.
      </p>
    </details>
  );
}
