import type { ServiceDay } from '@watchroom/contracts';
import type { DayBar } from '../../components/ui/day-bars';
import { DAY_SECONDS } from '../../lib/time-units';
import { dayText } from './uptime-text';

/** Trouble of a few minutes must be seen among the hours of a day. */
const LEAST_SHARE = 0.14;

/** The page tells ages anew every second; 90 days in words change far less often. */
const made = new WeakMap<readonly ServiceDay[], DayBar[]>();

/**
 * One bar a day, from the bottom up: down, degraded, operational, not observed. The day that fills is lower. The same
 * days make the same bars.
 */
export function barsOf(days: readonly ServiceDay[]): DayBar[] {
  const known = made.get(days);
  if (known !== undefined) return known;
  const bars = days.map(barOf);
  made.set(days, bars);
  return bars;
}

function barOf(day: ServiceDay): DayBar {
  const passed = passedSeconds(day) / DAY_SECONDS;
  const down = visible(day.down_seconds, passed);
  const degraded = visible(day.degraded_seconds, passed - down);
  const unobserved = Math.min(day.unobserved_seconds / DAY_SECONDS, passed - down - degraded);
  return {
    key: day.day,
    text: dayText(day),
    parts: [
      { tone: 'critical' as const, share: down },
      { tone: 'warning' as const, share: degraded },
      { tone: 'ok' as const, share: passed - down - degraded - unobserved },
      { tone: null, share: unobserved },
    ].filter(({ share }) => share > 0),
  };
}

const passedSeconds = (day: ServiceDay): number =>
  day.operational_seconds + day.degraded_seconds + day.down_seconds + day.unobserved_seconds;

const visible = (seconds: number, room: number): number =>
  seconds === 0 ? 0 : Math.min(room, Math.max(seconds / DAY_SECONDS, LEAST_SHARE));
