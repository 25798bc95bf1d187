import { Body, Controller, Headers, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { routes } from '@watchroom/contracts';
import { Ingest } from '../../../auth/marks';
import { OtlpFilter } from './otlp.filter';
import { OtlpIntake } from './otlp.intake';

@Controller()
@Ingest()
@UseFilters(OtlpFilter)
export class OtlpController {
  constructor(private readonly intake: OtlpIntake) {}

  /** OTLP/HTTP metrics, protobuf or JSON; the answer is in the encoding of the request. */
  @Post(routes.ingestMetrics)
  @HttpCode(200)
  async receive(
    @Headers('content-type') contentType: string | undefined,
    @Headers('content-encoding') contentEncoding: string | undefined,
    @Body() body: Buffer | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const answer = await this.intake.receive({ contentType, contentEncoding, body });
    reply.type(answer.encoding);
    return answer.body;
  }
}
