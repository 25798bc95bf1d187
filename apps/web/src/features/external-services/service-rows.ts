import {
  EXTERNAL_SERVICE_NAMES,
  EXTERNAL_SERVICES,
  type ExternalServiceDetail,
  type ExternalServiceKey,
  type ExternalServicesStatus,
} from '@watchroom/contracts';
import type { DayBar } from '../../components/ui/day-bars';
import { formatMs, formatSpan, formatTime } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import type { Reading } from '../../lib/reading';
import { ageOf, judge, type TileState } from '../../lib/tile-state';
import { type Tone, TONE_OF_SERVICE } from '../../lib/tone';
import { barsOf } from './day-bars';
import { type Lamp, lampsOf, STATUS_WORDS, toneOfVerdict, VERDICT_WORDS } from './service-words';
import { uptimeWords } from './uptime-text';
import { verdictNext } from './verdict-line';

/** What is told of a service now, on the tile as on its page. */
export interface ServiceNow {
  key: ExternalServiceKey;
  name: string;
  tone: Tone;
  word: string;
  /** Of the status; of the verdict once there is one. */
  detail: string;
  verdict: { tone: Tone; word: string } | null;
  lamps: Lamp[];
  /** What a declared incident does to our sessions. */
  effect: string | null;
  latency: string | null;
  checked: string;
  since: string | null;
}

export interface ServiceRow extends ServiceNow {
  /** Nothing about it needs many words. */
  isCalm: boolean;
  /** What to do, or whom to call, in one line; the page of the service says why. */
  line: string;
  bars: DayBar[];
  uptime: string;
}

export const externalServicesState = (
  reading: Reading<ExternalServicesStatus>,
  nowMs: number,
): TileState<ServiceRow[]> =>
  judge(reading, nowMs, (status) => ({ kind: 'value', value: rowsOf(status, nowMs) }));

/** Always three rows in the same order: a service must be found where it was. */
const rowsOf = (status: ExternalServicesStatus, nowMs: number): ServiceRow[] =>
  EXTERNAL_SERVICES.map((key) => {
    const history = status.history[key];
    const now = serviceNow(key, status.details[key], nowMs);
    return {
      ...now,
      isCalm: (now.verdict ?? now).tone === 'ok',
      line: verdictNext(key, status.details) ?? now.detail,
      bars: barsOf(history.days),
      uptime: uptimeWords(history).join(' · '),
    };
  });

export function serviceNow(
  key: ExternalServiceKey,
  detail: ExternalServiceDetail,
  nowMs: number,
): ServiceNow {
  const { verdict, verdict_detail, witnesses, effect } = detail;
  return {
    key,
    name: EXTERNAL_SERVICE_NAMES[key],
    tone: TONE_OF_SERVICE[detail.status],
    word: STATUS_WORDS[detail.status],
    detail: localTimes(verdict_detail ?? detail.detail, nowMs),
    verdict:
      verdict === null ? null : { tone: toneOfVerdict(verdict, witnesses), word: VERDICT_WORDS[verdict] },
    lamps: lampsOf(witnesses, nowMs),
    effect: effect === null ? null : localTimes(effect.detail, nowMs),
    latency: detail.latency_ms === null ? null : formatMs(detail.latency_ms),
    checked: checkedText(detail.checked_at, nowMs),
    since: detail.since === null ? null : `since ${formatTime(Date.parse(detail.since), nowMs)}`,
  };
}

function checkedText(checkedAt: string | null, nowMs: number): string {
  const age = ageOf(checkedAt, nowMs);
  return age === null ? 'never checked' : `checked ${formatSpan(age)} ago`;
}
