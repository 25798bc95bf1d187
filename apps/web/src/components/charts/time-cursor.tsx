import { memo, type PointerEvent } from 'react';
import type { Plot } from './plot';
import { sharedCursor, useCursorIndex } from './shared-cursor';
import type { TimePicture, TimeStep } from './time-chart.types';
import { spanText } from './time-spans';
import css from './time-chart.module.css';

interface Props {
  picture: TimePicture;
  /** Null until the chart has a size. */
  plot: Plot | null;
  zone: string;
  label: string;
  onOpen?: (startMs: number) => void;
}

/**
 * The cursor that all charts share. Over the canvas lies a range without looks of its own: one stop for the keyboard,
 * arrows walk from step to step, a finger or a pointer chooses one.
 */
export const TimeCursor = memo(function TimeCursor({ picture: { steps }, plot, zone, label, onOpen }: Props) {
  const index = useCursorIndex(steps);
  const last = steps.length - 1;
  const at = index ?? last;
  const step = steps[at];
  const moveTo = (next: number) => {
    const reached = steps[Math.max(0, Math.min(last, next))];
    sharedCursor.set(reached === undefined ? null : middleOf(reached));
  };
  const open = () => step !== undefined && onOpen?.(step.startMs);
  const leave = () => sharedCursor.set(null);
  return (
    <div className={css.over} style={plot === null ? undefined : insetOf(plot)}>
      {plot !== null && index !== null && step !== undefined && (
        <span
          className={css.line}
          style={{ transform: `translateX(${plot.x(middleOf(step)) - plot.left}px)` }}
        />
      )}
      <input
        type="range"
        className={css.range}
        data-opens={onOpen !== undefined || undefined}
        aria-label={label}
        aria-valuetext={step === undefined ? 'nothing to show' : `${spanText(step, zone)}: ${step.text}`}
        min={0}
        max={Math.max(0, last)}
        value={Math.max(0, at)}
        onChange={(event) => moveTo(event.target.valueAsNumber)}
        onPointerMove={(event) => sharedCursor.set(momentUnder(event, steps))}
        onClick={open}
        onKeyDown={(event) => event.key === 'Enter' && open()}
        onPointerLeave={leave}
        onFocus={() => moveTo(at)}
        onBlur={leave}
      />
    </div>
  );
});

function momentUnder(
  { currentTarget, clientX }: PointerEvent<HTMLElement>,
  steps: TimeStep[],
): number | null {
  const { left, width } = currentTarget.getBoundingClientRect();
  const share = (clientX - left) / width;
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || !Number.isFinite(share)) return null;
  const within = Math.max(0, Math.min(0.999_999, share));
  return first.startMs + within * (last.endMs - first.startMs);
}

const middleOf = (step: TimeStep): number => (step.startMs + step.endMs) / 2;

const insetOf = ({ left, right, top, bottom }: Plot) => ({
  left,
  top,
  width: Math.max(0, right - left),
  height: Math.max(0, bottom - top),
});
