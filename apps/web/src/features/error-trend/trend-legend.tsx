import { type ReactNode, useId } from 'react';
import type { RateLimit, RatePoint } from '../../components/charts/rate-chart.types';
import { Hatch, LIMIT_DASHES } from '../../components/charts/rate-marks';
import { color } from '../../theme/colors';
import css from './error-trend.module.css';

/** What the lines and gaps of the chart mean; gaps only where there are any. */
export function TrendLegend({ limits, points }: { limits: RateLimit[]; points: RatePoint[] }) {
  const hatchId = useId();
  return (
    <ul className={css.legend} aria-label="Legend">
      {limits.map(({ tone, label }) => (
        <Entry key={tone} text={label}>
          <line
            x1="0"
            x2="24"
            y1="6"
            y2="6"
            stroke={color(`${tone}-fill`)}
            strokeWidth="2"
            strokeDasharray={LIMIT_DASHES[tone].join(' ')}
          />
        </Entry>
      ))}
      {points.some((point) => point.isUnobserved) && (
        <Entry text="Not observed: nobody was measuring">
          <Hatch id={hatchId} px={0.75} />
          <rect width="24" height="12" fill={`url(#${hatchId})`} stroke={color('hatch')} />
        </Entry>
      )}
      {points.some((point) => point.isQuiet) && (
        <Entry text="No traffic">
          <circle cx="12" cy="6" r="3.5" fill="none" stroke={color('unknown-fill')} strokeWidth="1.5" />
        </Entry>
      )}
    </ul>
  );
}

const Entry = ({ text, children }: { text: string; children: ReactNode }) => (
  <li>
    <svg viewBox="0 0 24 12" aria-hidden="true" focusable="false">
      {children}
    </svg>
    {text}
  </li>
);
