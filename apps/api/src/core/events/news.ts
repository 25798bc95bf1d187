import { type EventKind, MOST_NEWS, type MonitoringEvent, type NewsLine } from '@watchroom/contracts';
import { isService } from './event-words';
import { type Track, tracksOf } from './event-tracks';
import { overSentence } from './news-words';

const SEVERITY: Record<NewsLine['health'], number> = { unknown: 1, degraded: 2, critical: 3 };
const SHORT_IGNORANCE_MS = 60_000;
/** Of the same trouble of a service the one that says whom to call; once it is over, how long it was. */
const TELLING_NOW: EventKind[] = ['verdict', 'service_status', 'vendor_incident'];
const TELLING_AFTER: EventKind[] = ['service_status', 'verdict', 'vendor_incident'];

/**
 * The most important of what happened, at most six lines: one for each subject that was not fine at any time. What
 * goes on comes first, then what is over, each the worst and then the newest first.
 * @param events of the time since the reader last looked, in any order
 */
export function newsOf(events: readonly MonitoringEvent[], now: Date): NewsLine[] {
  const lines = bySubject(tracksOf(events, now).filter(isWorthALine)).map(lineOf);
  return lines
    .filter((line) => !isExplained(line, lines))
    .toSorted(inOrder)
    .slice(0, MOST_NEWS);
}

/** Not to know for a moment, as at each start, is no news once it is known again. */
const isWorthALine = ({ isOver, worst, badMs, since }: Track): boolean =>
  !isOver || worst !== 'unknown' || since === null || badMs >= SHORT_IGNORANCE_MS;

/** Tracks of one trouble are told once; webhooks of a service are another matter than how it is. */
function bySubject(tracks: readonly Track[]): Track[] {
  const chosen = new Map<string, Track>();
  for (const track of tracks) {
    const { kind, subject } = track.last;
    const key = isService(subject) && TELLING_NOW.includes(kind) ? subject : track.key;
    const other = chosen.get(key);
    chosen.set(key, other === undefined ? track : joined(track, other));
  }
  return [...chosen.values()];
}

/** The more telling of two tracks; what goes on is as bad as the worse of both. */
function joined(a: Track, b: Track): Track {
  if (a.isOver !== b.isOver) return a.isOver ? b : a;
  const order = a.isOver ? TELLING_AFTER : TELLING_NOW;
  const [telling, other] =
    order.indexOf(a.last.kind) <= order.indexOf(b.last.kind) ? ([a, b] as const) : ([b, a] as const);
  const isOtherWorse = !a.isOver && SEVERITY[other.worst] > SEVERITY[telling.worst];
  return { ...telling, worst: isOtherWorse ? other.worst : telling.worst };
}

const lineOf = (track: Track): NewsLine => {
  const { kind, subject, href, sentence } = track.last;
  return {
    kind,
    subject,
    health: track.worst,
    is_over: track.isOver,
    since: track.since?.toISOString() ?? null,
    until: track.until?.toISOString() ?? null,
    sentence: track.isOver ? overSentence(track) : sentence,
    href,
  };
};

/** That the system was bad is no news of its own where a line says of what. */
const isExplained = (line: NewsLine, lines: readonly NewsLine[]): boolean =>
  line.kind === 'health' &&
  lines.some(
    (other) =>
      other.kind !== 'health' &&
      other.is_over === line.is_over &&
      (SEVERITY[other.health] >= SEVERITY[line.health] || !line.is_over),
  );

function inOrder(a: NewsLine, b: NewsLine): number {
  const at = ({ until, since }: NewsLine) => Date.parse(until ?? since ?? '') || 0;
  return Number(a.is_over) - Number(b.is_over) || SEVERITY[b.health] - SEVERITY[a.health] || at(b) - at(a);
}
