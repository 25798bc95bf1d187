import { memo } from 'react';
import { type AverageQuality, QUALITY_LEVELS } from '@watchroom/contracts';
import { TakeAlong } from '../../components/ui/take-along';
import { counted, formatShare } from '../../lib/format';
import type { ConnectionQuality } from './connection-quality.state';
import { arcsOf } from './quality-arcs';
import { qualitySheet } from './session-sheets';
import css from './quality-distribution.module.css';
import keys from './quality-key.module.css';

export const QUALITY_WORDS: Record<AverageQuality, string> = {
  excellent: 'Excellent',
  good: 'Good',
  fair: 'Fair',
  poor: 'Poor',
  unknown: 'Unknown',
};

/** How many sessions reached which level: an arc for the eye, and the shares in figures. `scope`: of which time. */
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
              <dt>{QUALITY_WORDS[level]}</dt>
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
  QUALITY_LEVELS.map((level) => `${QUALITY_WORDS[level]} ${formatShare(distribution[level])}`).join(', ');
