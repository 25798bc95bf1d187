import { DAY_MS } from './time-units';
import { timeFormat } from './zone';

const FIELDS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
};

/**
 * What a clock on the wall of a zone shows at a moment, as if it were UTC: ms, so that days and hours of the zone are
 * multiples of theirs.
 */
export function wallOf(atMs: number, zone: string): number {
  if (zone === 'UTC') return atMs;
  const parts = timeFormat(FIELDS, zone).formatToParts(atMs);
  const field = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const whole = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return whole + (((atMs % 1000) + 1000) % 1000);
}

/** The moments at which a clock on the wall shows this: one; two when clocks go back; none in the hour that is left out. */
export function momentsOf(wallMs: number, zone: string): number[] {
  if (zone === 'UTC') return [wallMs];
  const offset = (aboutMs: number) => wallOf(aboutMs, zone) - aboutMs;
  const offsets = new Set([offset(wallMs - DAY_MS), offset(wallMs), offset(wallMs + DAY_MS)]);
  return [...offsets]
    .map((each) => wallMs - each)
    .filter((atMs) => wallOf(atMs, zone) === wallMs)
    .toSorted((a, b) => a - b);
}

/** "2026-11-23T14:05", as a field for date and time has it. */
export const wallText = (atMs: number, zone: string): string =>
  new Date(wallOf(atMs, zone)).toISOString().slice(0, 16);

/** The moment that such a text means in a zone; in an hour that comes twice the first, in one left out its end. Null: no time. */
export function momentOfText(text: string, zone: string): number | null {
  const wallMs = Date.parse(`${text}Z`);
  if (Number.isNaN(wallMs)) return null;
  return momentsOf(wallMs, zone)[0] ?? wallMs - (wallOf(wallMs - DAY_MS, zone) - (wallMs - DAY_MS));
}
