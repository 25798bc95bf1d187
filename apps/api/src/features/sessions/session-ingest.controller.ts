import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { routes, type SessionBatchAnswer } from '@watchroom/contracts';
import { SessionReportDto } from '@watchroom/contracts/dto';
import { Ingest } from '../../auth/marks';
import { SessionBatch } from './session-batch';
import { SessionIngest } from './session-ingest';

@Controller(routes.ingestSessions)
@Ingest()
export class SessionIngestController {
  constructor(
    private readonly sessions: SessionIngest,
    private readonly batch: SessionBatch,
  ) {}

  /** Creates or completes one session; safe to repeat and to reorder. */
  @Put(':session_id')
  @HttpCode(204)
  put(@Param('session_id') sessionId: string, @Body() report: SessionReportDto): Promise<void> {
    return this.sessions.store(sessionId, report);
  }

  /** Many sessions, one JSON object a line; the good lines are stored, the others told. */
  @Post()
  @HttpCode(200)
  post(@Body() lines: unknown): Promise<SessionBatchAnswer> {
    return this.batch.store(lines);
  }
}
