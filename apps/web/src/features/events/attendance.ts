import { SHORT_ABSENCE_SECONDS } from '@watchroom/contracts';

/** Whether somebody sits before this tab. Times are of the browser's own clock, in ms. */
export interface Attendance {
  /** The last sign of a person; null before any. */
  actedMs: number | null;
  /** When it was last told to the server that this person is here. */
  notedMs: number | null;
}

export const NOBODY_YET: Attendance = { actedMs: null, notedMs: null };

/** While somebody is here it is told so often. */
const NOTE_EVERY_MS = 60_000;

/**
 * What a sign of a person leads to. `look`: they have been away, and are told what changed. `note`: they are here and see
 * what happens. A tab before which nobody sits gives no sign and notes nothing: what it shows, nobody has seen. Nor does
 * one whose news are not closed, or on their way.
 */
export function onSign(
  { actedMs, notedMs }: Attendance,
  nowMs: number,
  hasOpenNews: boolean,
): { attendance: Attendance; next: 'look' | 'note' | null } {
  const wasAway = actedMs !== null && nowMs - actedMs >= SHORT_ABSENCE_SECONDS * 1000;
  if (wasAway) return { attendance: { actedMs: nowMs, notedMs: nowMs }, next: 'look' };
  const isDue = !hasOpenNews && (notedMs === null || nowMs - notedMs >= NOTE_EVERY_MS);
  return {
    attendance: { actedMs: nowMs, notedMs: isDue ? nowMs : notedMs },
    next: isDue ? 'note' : null,
  };
}
