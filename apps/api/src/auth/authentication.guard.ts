import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import passport from 'passport';
import { DomainError } from '../core/domain-error';
import type { ActiveSignIn } from '../storage/sign-ins/sign-in.repository';
import { IngestDoor } from './ingest.door';
import { JwtStrategy, tokenOf } from './jwt.strategy';
import { readMark } from './read-mark';
import { SignedInAdmins } from './signed-in.admins';
import type { GuardedRequest } from './signed-in.request';
import { VerifiedTokens } from './verified.tokens';

type Middleware = (request: GuardedRequest, reply: FastifyReply, next: (error?: unknown) => void) => void;

/** Global: finds out who asks, as the route's mark demands. A route without a mark is refused. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  /** Of this application's own: passport's shared instance would mix up two applications in one process. */
  private readonly authenticator = new passport.Passport();

  constructor(
    private readonly reflector: Reflector,
    private readonly ingest: IngestDoor,
    private readonly verified: VerifiedTokens,
    private readonly admins: SignedInAdmins,
    strategy: JwtStrategy,
  ) {
    this.authenticator.use('jwt', strategy);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const mark = readMark(this.reflector, context);
    switch (mark?.kind) {
      case 'public':
        return true;
      case 'ingest':
        return this.ingest.admit(request);
      case 'webhook':
        if (request.genuineWebhook === true) return true;
        throw new DomainError('unauthenticated', 'This is not signed as the service signs its webhooks.');
      case 'signed-in':
      case 'roles':
        request.signIn = await this.signInOf(request, context.switchToHttp().getResponse<FastifyReply>());
        return true;
      default:
        throw new DomainError('forbidden', 'This route carries no mark: nobody may use it.');
    }
  }

  /** A token that was just verified need not be verified again; whether its sign-in lives is asked all the same. */
  private async signInOf(request: GuardedRequest, reply: FastifyReply): Promise<ActiveSignIn> {
    const token = tokenOf(request);
    const signInId = token === null ? null : this.verified.signInOf(token);
    const signIn = signInId === null ? null : await this.admins.behind(signInId);
    return signIn ?? this.authenticate(request, reply);
  }

  private authenticate(request: GuardedRequest, reply: FastifyReply): Promise<ActiveSignIn> {
    return new Promise((resolve, reject) => {
      const verified = (error: unknown, signIn: ActiveSignIn | false | null, info: unknown) => {
        if (error !== null && error !== undefined) reject(error as Error);
        else if (signIn) resolve(signIn);
        else reject(refusal(info));
      };
      const middleware: Middleware = this.authenticator.authenticate('jwt', { session: false }, verified);
      middleware(request, reply, (error) => reject(error as Error));
    });
  }
}

function refusal(info: unknown): DomainError {
  const hasEnded =
    info === undefined || info === null || (info as { name?: unknown }).name === 'TokenExpiredError';
  return new DomainError(
    'unauthenticated',
    hasEnded ? 'This sign-in has ended. Sign in again.' : 'Sign in first.',
  );
}
