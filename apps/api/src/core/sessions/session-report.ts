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
  /** What the reporter itself called the time of `lastSeenAt`, where that lies ahead of our clock. */
  lastSeenToldAt?: Date;
  /** Newest time that the reporter named, where that lies ahead of our clock. */
  toldAt?: Date;
}

export interface QualityReport {
  level: QualityLevel;
  /** When it was measured. */
  at: Date;
  /** What the reporter itself called that time, where it lies ahead of our clock. */
  toldAt?: Date;
}

/**
 * Clocks of other machines may run ahead by this much; such times count as now, the moment at which they were first
 * heard of. Which of two reports is the newer is still told by the reporter's own clock: a late repeat of the older
 * one would otherwise count as now again, and win.
 */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);

type TimeField = 'start_time' | 'end_time' | 'last_seen_at' | 'quality_metrics.reported_at';

/** Reads a report whose shape is already checked; the faults name every field that cannot be so. */
export function readReport(
  sessionId: string,
  dto: SessionReportDto,
  now: Date,
): { report: SessionReport } | { faults: FieldFault[] } {
  const { times, faults } = readTimes(dto, now);
  return faults.length > 0 ? { faults } : { report: reportOf(sessionId, dto, times) };
}

interface HeardTimes {
  start: HeardTime;
  end: HeardTime | null;
  seen: HeardTime | null;
  measured: HeardTime | null;
}

function readTimes(dto: SessionReportDto, now: Date): { times: HeardTimes; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const time = (field: TimeField, text: string | null | undefined): HeardTime | null => {
    if (text === null || text === undefined) return null;
    const told = new Date(text);
    const fault = timeFault(told, now);
    if (fault !== null) faults.push({ field, detail: `${field} ${fault}` });
    return told > now ? { at: now, toldAt: told } : { at: told };
  };
  const times = {
    start: time('start_time', dto.start_time) ?? { at: now },
    end: time('end_time', dto.end_time),
    seen: time('last_seen_at', dto.last_seen_at),
    measured: time('quality_metrics.reported_at', dto.quality_metrics?.reported_at),
  };
  if (dto.end_time && Date.parse(dto.end_time) < Date.parse(dto.start_time))
    faults.push({ field: 'end_time', detail: 'end_time must not lie before start_time' });
  return { times, faults };
}

function reportOf(
  sessionId: string,
  dto: SessionReportDto,
  { start, end, seen, measured }: HeardTimes,
): SessionReport {
  const word = dto.quality_metrics?.connection_quality_average;
  const level = word === undefined ? null : REPORTED_QUALITY[word];
  return {
    sessionId: sessionId.toLowerCase(),
    category: dto.counselor_category,
    provider: dto.provider ? REPORTED_PROVIDERS[dto.provider] : null,
    startTime: start.at,
    endTime: end?.at ?? null,
    lastSeenAt: seen?.at ?? null,
    quality: level === null ? null : { level, ...(measured ?? seen ?? start) },
    ...(seen?.toldAt && { lastSeenToldAt: seen.toldAt }),
    ...newestTold([start, end, seen, measured]),
  };
}

interface HeardTime {
  at: Date;
  toldAt?: Date;
}

function newestTold(times: readonly (HeardTime | null)[]): { toldAt?: Date } {
  const told = times.flatMap((time) => (time?.toldAt ? [time.toldAt.getTime()] : []));
  return told.length === 0 ? {} : { toldAt: new Date(Math.max(...told)) };
}

function timeFault(time: Date, now: Date): string | null {
  if (time.getTime() < EARLIEST) return 'must not lie before the year 2000';
  if (time.getTime() > now.getTime() + CLOCK_TOLERANCE_MS)
    return 'lies more than 5 minutes in the future; check the clock and the time zone of the sender';
  return null;
}
