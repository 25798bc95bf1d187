import {
  EXTERNAL_SERVICE_NAMES,
  EXTERNAL_SERVICES,
  type ExternalServiceKey,
  type ExternalServicesStatus,
  type ExternalServiceStatus,
} from '@watchroom/contracts';
import { formatMs, formatSpan, formatTime } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import type { Reading } from '../../lib/reading';
import { ageSeconds, judge, type TileState } from '../../lib/tile-state';
import { type Tone, TONE_OF_SERVICE } from '../../lib/tone';

export interface ServiceRow {
  key: ExternalServiceKey;
  name: string;
  tone: Tone;
  word: string;
  detail: string;
  latency: string | null;
  checked: string;
  since: string | null;
}

const WORDS: Record<ExternalServiceStatus, string> = {
  operational: 'Operational',
  degraded: 'Degraded',
  down: 'Down',
  unknown: 'Unknown',
};

export const externalServicesState = (
  reading: Reading<ExternalServicesStatus>,
  nowMs: number,
): TileState<ServiceRow[]> =>
  judge(reading, nowMs, (status) => ({ kind: 'value', value: rowsOf(status, nowMs) }));

/** Always three rows in the same order: a service must be found where it was. */
const rowsOf = (status: ExternalServicesStatus, nowMs: number): ServiceRow[] =>
  EXTERNAL_SERVICES.map((key) => {
    const detail = status.details[key];
    return {
      key,
      name: EXTERNAL_SERVICE_NAMES[key],
      tone: TONE_OF_SERVICE[detail.status],
      word: WORDS[detail.status],
      detail: localTimes(detail.detail, nowMs),
      latency: detail.latency_ms === null ? null : formatMs(detail.latency_ms),
      checked: checkedText(detail.checked_at, nowMs),
      since: detail.since === null ? null : `since ${formatTime(Date.parse(detail.since), nowMs)}`,
    };
  });

function checkedText(checkedAt: string | null, nowMs: number): string {
  const age = ageSeconds(checkedAt === null ? null : Date.parse(checkedAt), nowMs);
  return age === null ? 'never checked' : `checked ${formatSpan(age)} ago`;
}
