import { Injectable } from '@nestjs/common';
import { isSessionId } from '@watchroom/contracts';
import type { SessionReportDto } from '@watchroom/contracts/dto';
import { DomainError } from '../../core/domain-error';
import { readReport } from '../../core/sessions/session-report';
import { Clock } from '../../platform/clock/clock';
import { SessionRepository } from '../../storage/sessions/session.repository';

@Injectable()
export class SessionIngest {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid` naming every faulty field. */
  async store(sessionId: string, dto: SessionReportDto): Promise<void> {
    const read = readReport(sessionId, dto, this.clock.now());
    const faults = 'faults' in read ? read.faults : [];
    if (!isSessionId(sessionId))
      faults.unshift({ field: 'session_id', detail: 'session_id in the address must be a UUID' });
    const [first] = faults;
    if (first) throw new DomainError('invalid', first.detail, { faults });
    if ('report' in read) await this.sessions.merge([read.report]);
  }
}
