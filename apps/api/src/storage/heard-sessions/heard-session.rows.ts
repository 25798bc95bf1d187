import { QUALITY_LEVELS, type ExternalServiceKey, type QualityLevel } from '@watchroom/contracts';
import { QUALITY_SCORE } from '../../core/quality/average-quality';
import type { SessionReport } from '../../core/sessions/session-report';
import { NOT_TOLD, type SessionState } from '../../core/sessions/session-state';
import type { Closure, HeardSession } from '../../core/webhook-sessions/heard-session';
import type { EventPlace } from '../service-events/service-event.repository';

/** What a fold decides, in the order of `heardParameters`. What the reconciler writes is not among it. */
export const FOLDED_COLUMNS = [
  'service text',
  'place text',
  'session_id uuid',
  'start_time timestamptz',
  'end_time timestamptz',
  'last_seen_at timestamptz',
  'quality smallint',
  'quality_at timestamptz',
  'category text',
  'meetings text[]',
  'bad_ends jsonb',
  'newest_bad_end_at timestamptz',
  'avatar_is_there boolean',
  'avatar_was_there boolean',
  'avatar_missing_since timestamptz',
  'look_again_at timestamptz',
  'closed_at timestamptz',
  'closed_sign_at timestamptz',
  'closed_reason text',
].map((column) => column.split(' ') as [name: string, type: string]);

/** A row as JSON, for `jsonb_to_recordset`. */
export function heardRow({ service, place }: EventPlace, session: HeardSession) {
  const { report, closure, badEnds, avatar } = session;
  return {
    service,
    place,
    session_id: report.sessionId,
    start_time: report.startTime,
    end_time: report.endTime,
    last_seen_at: report.lastSeenAt,
    quality: report.quality && QUALITY_SCORE[report.quality.level],
    quality_at: report.quality?.at ?? null,
    category: report.category,
    meetings: session.meetings,
    bad_ends: badEnds,
    newest_bad_end_at: badEnds.at(-1)?.at ?? null,
    avatar_is_there: avatar.isThere,
    avatar_was_there: avatar.wasThere,
    avatar_missing_since: avatar.missingSince,
    look_again_at: session.lookAgainAt,
    closed_at: closure?.at ?? null,
    closed_sign_at: closure?.lastSignAt ?? null,
    closed_reason: closure?.reason ?? null,
  };
}

export interface HeardRow extends EventPlace {
  session_id: string;
  start_time: Date;
  end_time: Date | null;
  last_seen_at: Date;
  quality: number | null;
  quality_at: Date | null;
  category: string;
  confirmed_at: Date | null;
  closed_at: Date | null;
  closed_sign_at: Date | null;
  closed_reason: Closure['reason'] | null;
}

export const reportOf = (row: HeardRow): SessionReport => ({
  sessionId: row.session_id,
  category: row.category,
  provider: row.service,
  startTime: row.start_time,
  endTime: row.end_time,
  lastSeenAt: row.last_seen_at,
  quality: row.quality_at && row.quality ? { level: levelOf(row.quality), at: row.quality_at } : null,
});

export const closureOf = ({
  closed_at: at,
  closed_sign_at: lastSignAt,
  closed_reason: reason,
}: HeardRow): Closure | null => (at && lastSignAt && reason ? { at, lastSignAt, reason } : null);

export interface ToldRow {
  session_id: string;
  start_time: Date;
  end_time: Date | null;
  last_seen_at: Date | null;
  last_seen_told_at: Date | null;
  quality_at: Date | null;
  quality_told_at: Date | null;
  quality: number | null;
  category_at: Date;
  /** Null when it was removed from the table of categories. */
  category: string | null;
  provider_at: Date | null;
  provider: ExternalServiceKey | null;
}

export const toldState = (row: ToldRow): SessionState => ({
  sessionId: row.session_id,
  category: { value: row.category ?? NOT_TOLD, at: row.category_at },
  provider: row.provider && row.provider_at ? { value: row.provider, at: row.provider_at } : null,
  startTime: row.start_time,
  endTime: row.end_time,
  lastSeenAt: row.last_seen_at,
  ...(row.last_seen_told_at && { lastSeenToldAt: row.last_seen_told_at }),
  quality:
    row.quality_at && row.quality
      ? {
          level: levelOf(row.quality),
          at: row.quality_at,
          ...(row.quality_told_at && { toldAt: row.quality_told_at }),
        }
      : null,
});

const levelOf = (score: number): QualityLevel =>
  QUALITY_LEVELS.find((level) => QUALITY_SCORE[level] === score)!;
