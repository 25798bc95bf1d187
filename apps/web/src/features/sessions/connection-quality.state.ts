import type { QualityDistribution, SessionMetrics } from '@watchroom/contracts';
import type { Reading } from '../../lib/reading';
import { unheard } from './session-reports';
import { judge, type TileState } from '../../lib/tile-state';

export interface ConnectionQuality {
  distribution: QualityDistribution;
  sessions: number;
}

export const connectionQualityState = (
  reading: Reading<SessionMetrics>,
  nowMs: number,
): TileState<ConnectionQuality> =>
  judge(reading, nowMs, (sessions) => {
    const value = {
      distribution: sessions.connection_quality_distribution,
      sessions: sessions.sessions_with_quality,
    };
    const isEmpty = value.sessions === 0;
    const silence = unheard(sessions.evidence.connection_quality_distribution, isEmpty ? null : value);
    if (silence !== null) return silence;
    return isEmpty
      ? { kind: 'no-traffic', reason: 'No session of the last 30 days came with a report of its quality.' }
      : { kind: 'value', value };
  });
