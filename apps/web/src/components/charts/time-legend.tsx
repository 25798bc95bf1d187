import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { color } from '../../theme/colors';
import { Hatch } from './hatch';
import type { TimePicture } from './time-chart.types';
import { dashes, lookOf } from './time-looks';

interface Props {
  picture: TimePicture;
  className: string | undefined;
}

/** What the lines and grounds of a chart mean. What is not there keeps its room: a refresh moves nothing. */
export function TimeLegend({ picture, className }: Props) {
  const { kind, series, steps, limits, breach, band } = picture;
  const hatchId = useId();
  const has = (state: string) => steps.some((step) => step.state === state);
  return (
    <ul className={className} aria-label="Legend">
      {kind === 'lines' &&
        series.length > 1 &&
        series.map((name, rank) => <SeriesEntry key={name} {...{ name, rank }} />)}
      {band !== undefined && (
        <Entry text={band} isThere={steps.some(({ span }) => span !== null)}>
          <rect width="24" height="12" fill={color('brand')} fillOpacity={0.16} />
        </Entry>
      )}
      {breach !== null && (
        <Entry text={breach} isThere={steps.some(({ tone }) => tone === 'warning' || tone === 'critical')}>
          <rect width="24" height="12" fill={color('critical-soft')} />
          <rect width="24" height="3" fill={color('critical-fill')} />
        </Entry>
      )}
      <Entry text="Not observed: nobody was measuring" isThere={has('unobserved')}>
        <Hatch id={hatchId} px={0.75} />
        <rect width="24" height="12" fill={`url(#${hatchId})`} stroke={color('hatch')} />
      </Entry>
      <Entry text="No traffic" isThere={has('no_traffic')}>
        <circle cx="12" cy="6" r="3.5" fill="none" stroke={color('unknown-fill')} strokeWidth="1.5" />
      </Entry>
      {limits.map(({ tone, label }) => (
        <VisuallyHidden key={tone} component="li">
          {label}
        </VisuallyHidden>
      ))}
    </ul>
  );
}

function SeriesEntry({ name, rank }: { name: string; rank: number }) {
  const look = lookOf(rank);
  return (
    <Entry text={name} isThere>
      <line
        {...{ x1: 0, x2: 24, y1: 6, y2: 6 }}
        stroke={color(look.color)}
        strokeWidth={look.width * 1.2}
        strokeDasharray={dashes(look)}
      />
    </Entry>
  );
}

const Entry = ({ text, isThere, children }: { text: string; isThere: boolean; children: ReactNode }) => (
  <li data-absent={!isThere || undefined}>
    <svg viewBox="0 0 24 12" aria-hidden="true" focusable="false">
      {children}
    </svg>
    {text}
  </li>
);
