import type { QualityDistribution, SessionMetrics } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { judge, type TileState } from '../../lib/tile-state';

export interface ConnectionQuality {
  distribution: QualityDistribution;
  sessions: number;
}

export const connectionQualityState = (
  reading: Reading<SessionMetrics>,
  nowMs: number,
): TileState<ConnectionQuality> =>
  judge(reading, nowMs, (sessions) =>
    sessions.sessions_with_quality === 0
      ? { kind: 'no-traffic', reason: 'No session of the last 30 days came with a report of its quality.' }
      : {
          kind: 'value',
          value: {
            distribution: sessions.connection_quality_distribution,
            sessions: sessions.sessions_with_quality,
          },
        },
  );
