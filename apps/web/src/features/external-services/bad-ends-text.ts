import type { BadEnds, ExternalServiceInDepth } from '@watchroom/contracts';
import { counted, formatCount, formatTime } from '../../lib/format';

/** Words of the vendors, as people on duty would say it. */
const PLAIN: Record<string, string> = {
  CONNECTION_TIMEOUT: 'The connection was lost',
  MEDIA_FAILURE: 'Sound and picture did not come through',
  JOIN_FAILURE: 'Somebody could not join',
  SERVER_SHUTDOWN: "The vendor's server was shut down",
  STATE_MISMATCH: 'Browser and server lost track of each other',
  SIP_TRUNK_FAILURE: 'The telephone line failed',
  AGENT_ERROR: 'An agent or avatar failed',
  JS_FAILED: "An agent's job failed",
  EGRESS_FAILED: 'A recording or a broadcast failed',
  ENDPOINT_ERROR: 'A stream from outside failed',
  'recording.error': 'A recording failed',
  'streaming.error': 'A broadcast failed',
  'transcript.error': 'A transcript failed',
  'dialin.error': 'A call from a telephone failed',
  'dialout.error': 'A call to a telephone failed',
};

export interface BadEndRow {
  /** The vendor's own word. */
  reason: string;
  words: string;
  times: string;
  where: string;
}

/** What ended badly, and where nothing did, whether anybody would know. */
export function badEndsView(
  { service, bad_ends, webhooks }: Pick<ExternalServiceInDepth, 'service' | 'bad_ends' | 'webhooks'>,
  nowMs: number,
): { word: string; note: string | null; rows: BadEndRow[] } {
  const rows = bad_ends.map((ends) => rowOf(ends, nowMs));
  if (rows.length > 0) {
    const all = bad_ends.reduce((sum, { times }) => sum + times, 0);
    return { word: `${formatCount(all)} in the last 24 hours`, note: null, rows };
  }
  if (service === 'beyond_presence')
    return { word: 'Not told', note: 'This vendor does not tell why something ended.', rows };
  return webhooks.last_received_at === null
    ? { word: 'Not known', note: 'The vendor tells this by webhooks, and none has come yet.', rows }
    : { word: 'None', note: 'Nothing was reported as failed or broken off in the last 24 hours.', rows };
}

const rowOf = ({ reason, times, sessions, newest_at }: BadEnds, nowMs: number): BadEndRow => ({
  reason,
  words: PLAIN[reason] ?? reason,
  times: `${formatCount(times)} ×`,
  where: `in ${counted(sessions, 'session')}, last at ${formatTime(Date.parse(newest_at), nowMs)}`,
});
