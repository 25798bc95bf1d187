import { type ReactNode, useId } from 'react';
import type { LatencyPoint } from '../../components/charts/latency-chart.types';
import { Hatch } from '../../components/charts/rate-marks';
import { color } from '../../theme/colors';
import css from './service-page.module.css';

/** What the lines and grounds of the latency chart mean; grounds only where there are any. */
export function ServiceLegend({ points }: { points: LatencyPoint[] }) {
  const hatchId = useId();
  return (
    <ul className={css.legend} aria-label="Legend">
      <Entry text="Median">
        <line x1="0" x2="24" y1="6" y2="6" stroke={color('brand')} strokeWidth="2.5" />
      </Entry>
      <Entry text="Slowest">
        <line x1="0" x2="24" y1="6" y2="6" stroke={color('hatch')} strokeWidth="1.5" strokeDasharray="4 3" />
      </Entry>
      {points.some(({ failed }) => failed > 0) && (
        <Entry text="A probe failed">
          <rect width="24" height="12" fill={color('critical-soft')} stroke={color('critical-fill')} />
        </Entry>
      )}
      {points.some(({ isUnobserved }) => isUnobserved) && (
        <Entry text="Not observed">
          <Hatch id={hatchId} px={0.75} />
          <rect width="24" height="12" fill={`url(#${hatchId})`} stroke={color('hatch')} />
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
