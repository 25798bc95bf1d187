import type { ReactNode } from 'react';
import type { CurrentMetrics } from '@watchroom/contracts';
import { Tile } from '../../components/ui/tile';
import { counted, spellSpan } from '../../lib/format';
import type { Reading } from '../../lib/reading';
import { connectionQualityState } from './connection-quality.state';
import { Distribution, QUALITY_WORDS } from './quality-distribution.view';
import { explainConnectionQuality } from './sessions.explanation';
import { useSessionMetrics } from './session-metrics.query';
import css from './connection-quality.module.css';

interface Props {
  current: Reading<CurrentMetrics>;
  now: number;
  chart?: ReactNode;
}

export function ConnectionQualityTile({ current, now, chart }: Props) {
  const reading = useSessionMetrics();
  const state = connectionQualityState(reading, now);
  return (
    <Tile
      title="Connection quality"
      state={state}
      footer={<Average current={current.data} />}
      chart={chart}
      explanation={() => explainConnectionQuality(reading.data, now)}
    >
      {(value) => <Distribution {...value} />}
    </Tile>
  );
}

/** The average stands under the distribution: one word hides the sessions that fail. */
function Average({ current }: { current: CurrentMetrics | undefined }) {
  if (current === undefined) return null;
  const { n, window_seconds } = current.evidence.avg_connection_quality;
  const quality = current.avg_connection_quality;
  return (
    <>
      Average now: <strong className={css.average}>{QUALITY_WORDS[quality]}</strong>
      {quality === 'unknown'
        ? `, no report within ${spellSpan(window_seconds)}`
        : `, from ${counted(n, 'session')} heard of within ${spellSpan(window_seconds)}`}
    </>
  );
}
