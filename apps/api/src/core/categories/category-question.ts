import { DomainError } from '../domain-error';
import { gridOf, type StepGrid } from '../history/step-grid';
import { DAY_MS } from '../time';

/** Longer ranges are told by days. */
const MOST_HOURS_MS = 2 * DAY_MS;
const MOST_DAYS = 400;

export interface CategoryQuestion {
  grid: StepGrid;
  stepSeconds: 3600 | 86_400;
}

/**
 * The steps of a range whose ends are valid RFC 3339 times; by default the last 24 hours.
 * @throws DomainError `invalid` naming the field and the cure.
 */
export function categoryQuestionOf(
  range: { from?: string | undefined; to?: string | undefined },
  now: Date,
): CategoryQuestion {
  const toMs = range.to === undefined ? now.getTime() : Date.parse(range.to);
  const fromMs = range.from === undefined ? toMs - DAY_MS : Date.parse(range.from);
  if (fromMs >= toMs) throw fault('from', 'from must lie before to.');
  if (toMs - fromMs > MOST_DAYS * DAY_MS)
    throw fault('from', `The range is longer than ${MOST_DAYS} days: choose a later from.`);
  if (toMs > now.getTime() + DAY_MS) throw fault('to', 'to lies in the future: leave it out for now.');
  const stepSeconds = toMs - fromMs <= MOST_HOURS_MS ? 3600 : 86_400;
  return { grid: gridOf({ fromMs, toMs, stepSeconds, timeZone: null }), stepSeconds };
}

function fault(field: string, detail: string): DomainError {
  return new DomainError('invalid', detail, { faults: [{ field, detail }] });
}
