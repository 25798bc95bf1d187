import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../core/domain-error';
import type { ActiveSignIn } from '../storage/sign-ins/sign-in.repository';

/** A request that has passed the authentication guard; `signIn` is set where the mark asks for an admin. */
export interface GuardedRequest extends FastifyRequest {
  signIn?: ActiveSignIn;
  /** Set before the guards, by whoever has verified what a vendor sent. */
  genuineWebhook?: true;
}

/** The sign-in behind the request, for handlers that are marked `@SignedIn` or `@Roles`. */
export const CurrentSignIn = createParamDecorator((_: unknown, context: ExecutionContext): ActiveSignIn => {
  const { signIn } = context.switchToHttp().getRequest<GuardedRequest>();
  if (signIn === undefined) throw new DomainError('unauthenticated', 'Sign in first.');
  return signIn;
});
