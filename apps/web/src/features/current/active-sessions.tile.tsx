import { Figure } from '../../components/ui/figure';
import { Tile } from '../../components/ui/tile';
import { counted, formatCount, formatTime, spellSpan } from '../../lib/format';
import { type ActiveSessions, activeSessionsState } from './active-sessions.state';
import { useLiveMetrics } from './current-metrics.query';

const ROOM_FOR_DIGITS = 3;

/** The live counter. */
export function ActiveSessionsTile({ now }: { now: number }) {
  const state = activeSessionsState(useLiveMetrics(), now);
  return (
    <Tile title="Active sessions" state={state}>
      {(value) => (
        <Figure value={formatCount(value.active)} room={ROOM_FOR_DIGITS} large>
          <p>{meaning(value)}</p>
          {value.silent !== null && value.silent > 0 && (
            <p>{counted(value.silent, 'more open session')} without a sign of life, not counted</p>
          )}
          {value.evidence.newest_at !== null && (
            <p>Last sign of life at {formatTime(Date.parse(value.evidence.newest_at), now)}</p>
          )}
        </Figure>
      )}
    </Tile>
  );
}

const meaning = ({ active, windowSeconds }: ActiveSessions): string =>
  active === 0
    ? `Nobody is in a session: no sign of life within ${spellSpan(windowSeconds)}`
    : `open, with a sign of life within ${spellSpan(windowSeconds)}`;
