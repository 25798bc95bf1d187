import { memo, type ReactNode } from 'react';
import { type AverageQuality, type CurrentMetrics, QUALITY_LEVELS } from '@watchroom/contracts';
import { TakeAlong } from '../../components/ui/take-along';
import { Tile } from '../../components/ui/tile';
import type { ApiError } from '../../lib/api-error';
import { counted, formatShare, spellSpan } from '../../lib/format';
import { type Reading, unlessUnreachable } from '../../lib/reading';
import { type ConnectionQuality, connectionQualityState } from './connection-quality.state';
import { arcsOf } from './quality-arcs';
import { explainConnectionQuality } from './sessions.explanation';
import { qualitySheet } from './session-sheets';
import { useSessionMetrics } from './session-metrics.query';
import css from './connection-quality.module.css';
import keys from './quality-key.module.css';

const WORDS: Record<AverageQuality, string> = {
  excellent: 'Excellent',
  good: 'Good',
  fair: 'Fair',
  poor: 'Poor',
  unknown: 'Unknown',
};

interface Props {
  current: Reading<CurrentMetrics>;
  outage: ApiError | null;
  now: number;
  chart?: ReactNode;
}

export function ConnectionQualityTile({ current, outage, now, chart }: Props) {
  const reading = unlessUnreachable(useSessionMetrics(), outage);
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

/** `scope`: of which time. */
export const Distribution = memo(function Distribution({
  distribution,
  sessions,
  scope = 'last 30 days',
}: ConnectionQuality & { scope?: string }) {
  return (
    <figure className={css.layout}>
      <div className={css.gauge}>
        <svg data-chart="quality" viewBox="0 0 200 100" aria-hidden="true" focusable="false">
          {arcsOf(distribution).map(({ level, path }) => (
            <path key={level} d={path} className={css.arc} data-level={level} />
          ))}
        </svg>
        <p className={css.lead}>
          <strong>{formatShare(distribution.excellent + distribution.good)}</strong> good or better
        </p>
      </div>
      <div className={css.legend}>
        <dl>
          {QUALITY_LEVELS.map((level) => (
            <div key={level} className={keys.key} data-level={level}>
              <dt>{WORDS[level]}</dt>
              <dd>{formatShare(distribution[level])}</dd>
            </div>
          ))}
        </dl>
        <p className={css.scope}>
          {counted(sessions, 'session')}, {scope}
        </p>
        <TakeAlong
          title="Connection quality"
          chartRange={`${sharesText(distribution)}; ${counted(sessions, 'session')}, ${scope}`}
          sheet={() => qualitySheet(distribution, scope)}
        />
      </div>
    </figure>
  );
});

/** "Excellent 41.2 %, good 38 %, …": the arcs of an image from left to right. */
const sharesText = (distribution: ConnectionQuality['distribution']): string =>
  QUALITY_LEVELS.map((level) => `${WORDS[level]} ${formatShare(distribution[level])}`).join(', ');

/** The average stands under the distribution: one word hides the sessions that fail. */
function Average({ current }: { current: CurrentMetrics | undefined }) {
  if (current === undefined) return null;
  const { n, window_seconds } = current.evidence.avg_connection_quality;
  const quality = current.avg_connection_quality;
  return (
    <>
      Average now: <strong className={css.average}>{WORDS[quality]}</strong>
      {quality === 'unknown'
        ? `, no report within ${spellSpan(window_seconds)}`
        : `, from ${counted(n, 'session')} heard of within ${spellSpan(window_seconds)}`}
    </>
  );
}
