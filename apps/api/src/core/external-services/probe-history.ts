import { isFailure, type RecordedProbe } from './probe-outcome';

const FAILURES_TO_DOWN = 3;
export const ANSWERS_TO_UP = 2;
/** Probes that are looked back at. */
export const REMEMBERED_PROBES = 10;
/** A vendor may ask us to wait, but not to go blind: no wait is longer than this. */
export const LONGEST_PAUSE_MS = 15 * 60_000;
const FORGOTTEN_AFTER_CADENCES = 2 * REMEMBERED_PROBES;
const MOST_DOUBLINGS = 3;

/** What is remembered of the probes of one service. */
export interface ProbeHistory {
  /** Oldest first. */
  recent: RecordedProbe[];
  /** Latched by three failures in a row, released by two answers in a row. */
  isDown: boolean;
  /** Throttled: not to be asked before this time. */
  pausedUntil: Date | null;
}

export interface ProbeCadence {
  intervalMs: number;
  timeoutMs: number;
}

export const NO_HISTORY: ProbeHistory = { recent: [], isDown: false, pausedUntil: null };

/** Time between two probes at worst, in ms: a round lasts up to the time limit. */
export const cadenceMs = ({ intervalMs, timeoutMs }: ProbeCadence): number => Math.max(intervalMs, timeoutMs);

/** The history with one more probe. Probes are handed in as they happen. */
export function remember(history: ProbeHistory, probe: RecordedProbe, cadence: ProbeCadence): ProbeHistory {
  const recent = [...stillTelling(history.recent, probe.at, cadence), probe].slice(-REMEMBERED_PROBES);
  if (probe.offline) return { recent, isDown: history.isDown, pausedUntil: null };
  const seen = recent.filter(({ offline }) => !offline);
  const isDown = history.isDown
    ? inARow(seen, (outcome) => !isFailure(outcome)) < ANSWERS_TO_UP
    : inARow(seen, isFailure) >= FAILURES_TO_DOWN;
  const hasRecovered = history.isDown && !isDown;
  const telling = hasRecovered ? seen.slice(-ANSWERS_TO_UP) : recent; // what came before was told as the outage
  return { recent: telling, isDown, pausedUntil: pauseAfter(telling, cadence) };
}

/** Still down by the rule, and the newest probe was answered. */
export function answersAgain({ recent, isDown }: ProbeHistory): boolean {
  const newest = recent.at(-1);
  return isDown && newest !== undefined && !isFailure(newest.outcome);
}

/** How many of the newest probes in a row are so. */
export function inARow(
  probes: readonly RecordedProbe[],
  isSo: (outcome: RecordedProbe['outcome']) => boolean,
): number {
  const lastOther = probes.findLastIndex(({ outcome }) => !isSo(outcome));
  return probes.length - 1 - lastOther;
}

/** Drops what is too old to tell of now, and all but the newest of a stretch in which we were offline. */
function stillTelling(recent: RecordedProbe[], now: Date, cadence: ProbeCadence): RecordedProbe[] {
  const oldest = now.getTime() - FORGOTTEN_AFTER_CADENCES * cadenceMs(cadence);
  const fresh = recent.filter(({ at }) => at.getTime() >= oldest);
  return fresh.at(-1)?.offline ? fresh.slice(0, -1) : fresh;
}

/** As long as the vendor says, else doubling from one interval on while it keeps throttling. */
function pauseAfter(recent: RecordedProbe[], { intervalMs }: ProbeCadence): Date | null {
  const newest = recent.at(-1);
  if (newest?.outcome.kind !== 'throttled') return null;
  const times = inARow(recent, ({ kind }) => kind === 'throttled');
  const waitMs = newest.outcome.retryAfterMs ?? intervalMs * 2 ** Math.min(times - 1, MOST_DOUBLINGS);
  return new Date(newest.at.getTime() + Math.min(waitMs, LONGEST_PAUSE_MS));
}
