import type { SessionReportDto } from '@watchroom/contracts/dto';
import type { ReportedQuality } from '@watchroom/contracts';
import { qualityOf, reportNumber, type SimulatedSession } from './simulated-session';

/** A line of the NDJSON door: a session report and its id. */
export type SessionLine = SessionReportDto & { session_id: string };

const MOST_LINES = 5_000;
/** A third of what the door takes: a busy Watchroom is to answer in time. */
const MOST_BYTES = 300 * 1024;

/** What the platform reports of a session at `atMs`; `quality` stands in for the simulated one. */
export function reportOf(
  session: SimulatedSession,
  atMs: number,
  quality: ReportedQuality | null = null,
): SessionLine {
  const seenMs = Math.min(atMs, session.endMs);
  const seenAt = new Date(seenMs).toISOString();
  return {
    session_id: session.id,
    counselor_category: session.category,
    provider: session.provider,
    start_time: new Date(session.startMs).toISOString(),
    ...(atMs >= session.endMs ? { end_time: new Date(session.endMs).toISOString() } : {}),
    last_seen_at: seenAt,
    quality_metrics: {
      connection_quality_average: quality ?? qualityOf(session, reportNumber(session, seenMs)),
      reported_at: seenAt,
    },
  };
}

export const ndjson = (lines: readonly SessionLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** The lines as NDJSON bodies that stay within what the door takes. */
export function* ndjsonBodies(lines: Iterable<SessionLine>): Generator<string> {
  let body: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    const size = Buffer.byteLength(text);
    if (body.length === MOST_LINES || (body.length > 0 && bytes + size > MOST_BYTES)) {
      yield body.join('');
      body = [];
      bytes = 0;
    }
    body.push(text);
    bytes += size;
  }
  if (body.length > 0) yield body.join('');
}
