import { memo, type PointerEvent, useState } from 'react';
import type { QualityLevel } from '@watchroom/contracts';
import type { Tone } from '../../lib/tone';
import css from './day-bars.module.css';

export interface DayBar {
  key: string;
  /** The bar in words. */
  text: string;
  /** From the bottom up; shares of the full height. Tone null: nobody was looking. */
  parts: { tone: Tone | QualityLevel | 'unrated' | null; share: number }[];
}

interface Props {
  label: string;
  bars: DayBar[];
  /** Stands under the bars while none of them is looked at. */
  caption: string;
}

/**
 * A bar for every day. Over them lies a range without looks of its own: one stop for the keyboard, arrows walk from day
 * to day, a finger or a pointer chooses one, and the line below says what it was.
 */
export const DayBars = memo(function DayBars({ label, bars, caption }: Props) {
  const [looked, setLooked] = useState<number | null>(null);
  const last = bars.length - 1;
  const at = Math.min(looked ?? last, last);
  const point = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const index = Math.floor(((clientX - left) / width) * bars.length);
    if (Number.isFinite(index)) setLooked(Math.max(0, Math.min(last, index)));
  };
  const leave = () => setLooked(null);
  return (
    <div className={css.days}>
      <div className={css.bars}>
        <Bars bars={bars} looked={looked} />
        <input
          type="range"
          className={css.range}
          aria-label={label}
          aria-valuetext={bars[at]?.text}
          min={0}
          max={last}
          value={at}
          onChange={(event) => setLooked(event.target.valueAsNumber)}
          onPointerMove={point}
          onPointerLeave={leave}
          onFocus={() => setLooked(at)}
          onBlur={leave}
        />
      </div>
      <p className={css.caption}>{looked === null ? caption : bars[at]?.text}</p>
    </div>
  );
});

const Bars = ({ bars, looked }: { bars: DayBar[]; looked: number | null }) => (
  <svg
    className={css.canvas}
    data-chart="days"
    viewBox={`0 0 ${bars.length * 4} 100`}
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    {bars.map((bar, index) => (
      <g key={bar.key} transform={`translate(${index * 4} 0)`}>
        {index === looked && <rect className={css.looked} x="-0.5" width="4" height="100" />}
        <BarParts parts={bar.parts} />
      </g>
    ))}
  </svg>
);

function BarParts({ parts }: Pick<DayBar, 'parts'>) {
  let top = 100;
  return parts.map(({ tone, share }) => {
    top -= share * 100;
    return (
      <rect key={tone ?? 'unseen'} data-tone={tone ?? 'unseen'} width="3" y={top} height={share * 100} />
    );
  });
}
