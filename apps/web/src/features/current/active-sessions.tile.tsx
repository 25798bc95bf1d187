import type { ReactNode } from 'react';
import { Figure } from '../../components/ui/figure';
import { Tile } from '../../components/ui/tile';
import { formatCount, formatTime, spellSpan } from '../../lib/format';
import { explainActiveSessions } from './active-sessions.explanation';
import { type ActiveSessions, activeSessionsState } from './active-sessions.state';
import { useCurrentMetrics } from './current-metrics.query';
import { StaleSessions } from './stale-sessions.view';

const ROOM_FOR_DIGITS = 3;

/** The live counter. */
export function ActiveSessionsTile({ now, chart }: { now: number; chart?: ReactNode }) {
  const reading = useCurrentMetrics();
  const state = activeSessionsState(reading, now);
  return (
    <Tile
      title="Active sessions"
      state={state}
      chart={chart}
      explanation={() => explainActiveSessions(reading.data, now)}
    >
      {(value) => (
        <Figure value={formatCount(value.active)} room={ROOM_FOR_DIGITS} large>
          <p>{meaning(value)}</p>
          {value.evidence.newest_at !== null && (
            <p>Last sign of life at {formatTime(Date.parse(value.evidence.newest_at), now)}</p>
          )}
          {value.open !== null && value.open.stale > 0 && (
            <StaleSessions open={value.open} windowSeconds={value.windowSeconds} />
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
