/** So many points make a step: long enough to be worth a transaction, short enough to hold nobody up. */
const WANTED_POINTS = 2_000;
const FEWEST_MARKS = 1;
const MOST_MARKS = 256;
/** For each second of work so many of rest: at most a third of a core and of a database connection. */
const REST_PER_WORK = 2;

/** How many marks the first step takes. */
export const FIRST_MARKS = 8;

/** How many marks the next step takes when `marks` of them held `points`; grows and shrinks by doubling at most. */
export function nextMarks(marks: number, points: number): number {
  const wanted = points === 0 ? marks * 2 : Math.floor((marks * WANTED_POINTS) / points);
  return Math.max(FEWEST_MARKS, Math.min(MOST_MARKS, marks * 2, Math.max(Math.floor(marks / 2), wanted)));
}

/** Rest in ms after `workedMs` of work, so that a flood of points makes folding lag and nothing else. */
export const restAfter = (workedMs: number): number => workedMs * REST_PER_WORK;
