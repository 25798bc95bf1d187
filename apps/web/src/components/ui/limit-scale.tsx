import type { Tone } from '../../lib/tone';
import css from './limit-scale.module.css';

interface Props {
  value: number;
  warning: number;
  critical: number;
  tone: Tone;
}

const ROOM_ABOVE_CRITICAL = 1.25;

/** Where a value stands between nothing and its limits. The figures beside it say the same in words. */
export function LimitScale({ value, warning, critical, tone }: Props) {
  const top = Math.max(value, critical * ROOM_ABOVE_CRITICAL);
  const at = (part: number) => `${(part / top) * 100}%`;
  return (
    <div className={css.scale} aria-hidden="true">
      <span className={css.bar} data-tone={tone} style={{ width: at(value) }} />
      <span className={css.limit} data-tone="warning" style={{ left: at(warning) }} />
      <span className={css.limit} data-tone="critical" style={{ left: at(critical) }} />
    </div>
  );
}
