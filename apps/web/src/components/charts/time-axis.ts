import { DAY_MS as DAY, HOUR_MS as HOUR } from '../../lib/time-units';
import { momentsOf, wallOf } from '../../lib/wall-time';
import { timeFormat } from '../../lib/zone';

export interface TimeTick {
  atMs: number;
  label: string;
}

export interface TimeAxisRoom {
  fromMs: number;
  toMs: number;
  zone: string;
  /** Room between the two ends of the axis. */
  widthPx: number;
  /** Width of a letter of a label, at least. */
  letterPx: number;
  /** What a label may stand out beyond either end. */
  sparePx: number;
}

const MINUTE = 60_000;
/** The first Monday of all: weeks are counted from it. */
const MONDAY = 4 * DAY;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14].map((n) => n * DAY),
];
const MONTHS = [1, 2, 3, 6, 12];
/** Letters that stay free between two labels. */
const GAP_LETTERS = 3;

/**
 * Labels of a time axis at round hours, days or months of a zone: as many as never crowd, on any width and on days of 23
 * and 25 hours.
 */
export function timeTicks(room: TimeAxisRoom): TimeTick[] {
  if (room.widthPx <= 0 || room.toMs <= room.fromMs) return [];
  for (const step of STEPS) {
    // Even labels of the least width would not fit: spares finding the moments of all of them.
    if ((room.toMs - room.fromMs) / step > room.widthPx / (room.letterPx * GAP_LETTERS)) continue;
    const ticks = within(
      room,
      roundMoments(room, step).map((atMs) => ticked(atMs, step, room.zone)),
    );
    if (isFree(room, ticks)) return ticks;
  }
  for (const months of MONTHS) {
    const ticks = within(
      room,
      monthMoments(room, months).map((atMs) => monthTick(atMs, room.zone)),
    );
    if (isFree(room, ticks)) return ticks;
  }
  return [];
}

const roundMoments = ({ fromMs, toMs, zone }: TimeAxisRoom, step: number): number[] => {
  const origin = step > DAY ? MONDAY : 0;
  const first = Math.floor((wallOf(fromMs, zone) - origin) / step) * step + origin;
  const count = Math.ceil((toMs - fromMs + 2 * HOUR) / step) + 2;
  return Array.from({ length: count }, (_, i) => momentsOf(first + i * step, zone)).flat();
};

function monthMoments({ fromMs, toMs, zone }: TimeAxisRoom, months: number): number[] {
  const start = new Date(wallOf(fromMs, zone));
  const first = Math.floor(start.getUTCMonth() / months) * months;
  const count = Math.ceil((toMs - fromMs) / (28 * DAY * months)) + 2;
  return Array.from({ length: count }, (_, i) =>
    momentsOf(Date.UTC(start.getUTCFullYear(), first + i * months, 1), zone),
  ).flat();
}

const ticked = (atMs: number, step: number, zone: string): TimeTick => ({
  atMs,
  label:
    step >= DAY || wallOf(atMs, zone) % DAY === 0
      ? timeFormat({ day: 'numeric', month: 'short' }, zone).format(atMs)
      : timeFormat({ hour: '2-digit', minute: '2-digit' }, zone).format(atMs),
});

const monthTick = (atMs: number, zone: string): TimeTick => ({
  atMs,
  label: timeFormat({ month: 'short', year: 'numeric' }, zone).format(atMs),
});

/** Where a label begins and ends, in px from the start of the axis. */
export const labelSpan = (
  { fromMs, toMs, widthPx, letterPx }: TimeAxisRoom,
  { atMs, label }: TimeTick,
): [number, number] => {
  const middle = ((atMs - fromMs) / (toMs - fromMs)) * widthPx;
  const half = (label.length * letterPx) / 2;
  return [middle - half, middle + half];
};

const within = (room: TimeAxisRoom, ticks: TimeTick[]): TimeTick[] =>
  ticks
    .filter((tick) => {
      const [start, end] = labelSpan(room, tick);
      const isInside = tick.atMs >= room.fromMs && tick.atMs <= room.toMs;
      return isInside && start >= -room.sparePx && end <= room.widthPx + room.sparePx;
    })
    .toSorted((a, b) => a.atMs - b.atMs);

const isFree = (room: TimeAxisRoom, ticks: TimeTick[]): boolean =>
  ticks.every((tick, i) => {
    const before = ticks[i - 1];
    if (before === undefined) return true;
    return labelSpan(room, tick)[0] - labelSpan(room, before)[1] >= GAP_LETTERS * room.letterPx;
  });
