import { setImmediate as otherWork } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { RejectedLine, SessionBatchAnswer } from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';
import type { SessionReport } from '../../core/sessions/session-report';
import { TooManyCategories } from '../../core/sessions/too-many-categories';
import { Clock } from '../../platform/clock/clock';
import { SessionRepository } from '../../storage/sessions/session.repository';
import { readLine } from './session-line';

export const MOST_LINES = 10_000;
/** Other requests get their turn after so many lines; a whole batch at once would hold them up for up to a second. */
const LINES_PER_TURN = 50;

interface NumberedReport {
  line: number;
  report: SessionReport;
}

@Injectable()
export class SessionBatch {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the good lines of an NDJSON body in one transaction.
   * @throws DomainError `unsupported_media` when the body is no NDJSON, `too_large` for too many lines.
   */
  async store(body: unknown): Promise<SessionBatchAnswer> {
    if (!Buffer.isBuffer(body))
      throw new DomainError(
        'unsupported_media',
        'Send one JSON object a line, with the content type application/x-ndjson.',
      );
    const lines = linesOf(body);
    if (lines.length > MOST_LINES)
      throw new DomainError('too_large', `At most ${MOST_LINES} lines at once; send the rest separately.`);
    const { good, rejected } = await this.read(lines);
    const refused = await this.merge(good);
    return {
      accepted: good.length - refused.length,
      rejected: [...rejected, ...refused].toSorted((a, b) => a.line - b.line),
    };
  }

  private async read(
    lines: readonly NumberedText[],
  ): Promise<{ good: NumberedReport[]; rejected: RejectedLine[] }> {
    const now = this.clock.now();
    const good: NumberedReport[] = [];
    const rejected: RejectedLine[] = [];
    for (const [index, { line, text }] of lines.entries()) {
      if (index % LINES_PER_TURN === LINES_PER_TURN - 1) await otherWork();
      const read = readLine(text, now);
      if ('report' in read) good.push({ line, report: read.report });
      else rejected.push({ line, detail: read.detail });
    }
    return { good, rejected };
  }

  /** Lines of new categories for which there is no room are left out; every try leaves out at least one name. */
  private async merge(good: readonly NumberedReport[]): Promise<RejectedLine[]> {
    try {
      await this.sessions.merge(good.map(({ report }) => report));
      return [];
    } catch (error) {
      if (!(error instanceof TooManyCategories)) throw error;
      const names = new Set(error.refused);
      const refused = good.filter(({ report }) => names.has(report.category));
      const rest = good.filter(({ report }) => !names.has(report.category));
      const more = await this.merge(rest);
      return [...refused.map(({ line }) => ({ line, detail: error.message })), ...more];
    }
  }
}

interface NumberedText {
  /** Counted from 1; blank lines count but are passed over. */
  line: number;
  text: string;
}

function linesOf(body: Buffer): NumberedText[] {
  return body
    .toString('utf8')
    .split('\n')
    .map((text, index) => ({ line: index + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
}
