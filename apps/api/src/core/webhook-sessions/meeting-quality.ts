import { QUALITY_SCORE } from '../quality/average-quality';
import type { QualityReport } from '../sessions/session-report';
import type { ServiceEvent } from '../webhooks/service-event';
import { grouped } from './grouped';
import { latest } from './participation';

/**
 * Quality of a meeting when it was last reported: the worst among the persons who were there then, each by the latest
 * report of theirs. Null where none was reported.
 */
export function qualityOf(events: readonly ServiceEvent[]): QualityReport | null {
  const reports = events.filter(
    ({ quality, role }) => quality !== null && role !== 'avatar' && role !== 'machine',
  );
  const at = latest(reports.map((report) => report.at));
  if (at === null) return null;
  const gone = new Set(
    events
      .filter((event) => (event.kind === 'left' || event.kind === 'aborted') && event.at < at)
      .map(({ participant }) => participant),
  );
  const levels = [...grouped(reports, ({ participant }) => participant)]
    .filter(([participant, own]) => !gone.has(participant) || own.some((report) => report.at >= at))
    .map(([, own]) => newestLevel(own));
  return { level: levels.reduce((worst, level) => worse(worst, level)), at };
}

type Level = NonNullable<ServiceEvent['quality']>;

/** Of reports of the same moment the worse one. */
function newestLevel(reports: readonly ServiceEvent[]): Level {
  const newest = latest(reports.map(({ at }) => at))!.getTime();
  return reports
    .filter(({ at }) => at.getTime() === newest)
    .map(({ quality }) => quality!)
    .reduce((worst, level) => worse(worst, level));
}

const worse = (a: Level, b: Level): Level => (QUALITY_SCORE[b] < QUALITY_SCORE[a] ? b : a);
