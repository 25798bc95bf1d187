import {
  REPORTED_PROVIDERS,
  REPORTED_QUALITY,
  type ExternalServiceKey,
  type FieldFault,
  type QualityLevel,
} from '@watchroom/contracts';
import type { SessionReportDto } from '@watchroom/contracts/dto';

/** What one report says of one session. `sessionId` is a lower-case UUID; null = the report does not say. */
export interface SessionReport {
  sessionId: string;
  category: string;
  provider: ExternalServiceKey | null;
  startTime: Date;
  endTime: Date | null;
  lastSeenAt: Date | null;
  quality: QualityReport | null;
}

export interface QualityReport {
  level: QualityLevel;
  /** When it was measured. */
  at: Date;
}

/** Clocks of other machines may run ahead by this much; such times count as now. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);

type TimeField = 'start_time' | 'end_time' | 'last_seen_at' | 'quality_metrics.reported_at';

/** Reads a report whose shape is already checked; the faults name every field that cannot be so. */
export function readReport(
  sessionId: string,
  dto: SessionReportDto,
  now: Date,
): { report: SessionReport } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const time = (field: TimeField, text: string | null | undefined): Date | null => {
    if (text === null || text === undefined) return null;
    const fault = timeFault(new Date(text), now);
    if (fault !== null) faults.push({ field, detail: `${field} ${fault}` });
    return new Date(Math.min(Date.parse(text), now.getTime()));
  };
  const startTime = time('start_time', dto.start_time) ?? now;
  const endTime = time('end_time', dto.end_time);
  const lastSeenAt = time('last_seen_at', dto.last_seen_at);
  const measuredAt = time('quality_metrics.reported_at', dto.quality_metrics?.reported_at);
  if (dto.end_time && Date.parse(dto.end_time) < Date.parse(dto.start_time))
    faults.push({ field: 'end_time', detail: 'end_time must not lie before start_time' });
  if (faults.length > 0) return { faults };
  const word = dto.quality_metrics?.connection_quality_average;
  const level = word === undefined ? null : REPORTED_QUALITY[word];
  return {
    report: {
      sessionId: sessionId.toLowerCase(),
      category: dto.counselor_category,
      provider: dto.provider ? REPORTED_PROVIDERS[dto.provider] : null,
      startTime,
      endTime,
      lastSeenAt,
      quality: level === null ? null : { level, at: measuredAt ?? lastSeenAt ?? startTime },
    },
  };
}

function timeFault(time: Date, now: Date): string | null {
  if (time.getTime() < EARLIEST) return 'must not lie before the year 2000';
  if (time.getTime() > now.getTime() + CLOCK_TOLERANCE_MS)
    return 'lies more than 5 minutes in the future; check the clock and the time zone of the sender';
  return null;
}
