import { Controller, Get, Res } from '@nestjs/common';
import { METRICS_ROLES, routes } from '@watchroom/contracts';
import type { FastifyReply } from 'fastify';
import { Roles } from '../../../auth/marks';
import { CurrentSignIn } from '../../../auth/signed-in.request';
import type { ActiveSignIn } from '../../../storage/sign-ins/sign-in.repository';
import { CurrentStream } from './current.stream';

@Controller()
@Roles(...METRICS_ROLES)
export class StreamController {
  constructor(private readonly stream: CurrentStream) {}

  /** Server-Sent Events: the body of `/current` at once and at each change, at most one a second. */
  @Get(routes.metricsStream)
  open(@CurrentSignIn() signIn: ActiveSignIn, @Res() reply: FastifyReply): Promise<void> {
    return this.stream.open(signIn, reply);
  }
}
