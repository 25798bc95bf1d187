import type { EventKind, NewsLine } from '@watchroom/contracts';
import { plural } from '../health/health-words';
import { subjectName } from './event-words';
import type { Track } from './event-tracks';

type Words = Record<NewsLine['health'], string>;

const WAS: Partial<Record<EventKind, Words>> = {
  health: { critical: 'critical', degraded: 'degraded', unknown: 'not known' },
  limit: { critical: 'above its critical limit', degraded: 'above its warning limit', unknown: 'not known' },
  database: { critical: 'unreachable', degraded: 'degraded', unknown: 'not known' },
  pool: { critical: 'in trouble', degraded: 'under strain', unknown: 'not known' },
  service_status: { critical: 'down', degraded: 'degraded', unknown: 'not known' },
};

/** What has been, in one sentence: "LiveKit was down twice, for 18 minutes in all." */
export function overSentence({ last, worst, since, times, badMs }: Track): string {
  const words = WAS[last.kind];
  if (words === undefined) return last.sentence;
  const name = subjectName(last.subject);
  const was = words[worst];
  if (times === 1 && since === null) return `${name} is fine again; it was ${was} when you last looked.`;
  const often =
    times === 1 ? ` for ${spanWords(badMs)}` : ` ${timesWord(times)}, for ${spanWords(badMs)} in all`;
  return `${name} was ${was}${often}, and is fine again.`;
}

const timesWord = (times: number): string => (times === 2 ? 'twice' : `${times} times`);

function spanWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return plural(seconds, 'second');
  if (seconds < 3600) return plural(Math.round(seconds / 60), 'minute');
  const hours = Math.round(seconds / 3600);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}
