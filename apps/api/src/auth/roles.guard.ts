import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../core/domain-error';
import { readMark } from './read-mark';
import type { GuardedRequest } from './signed-in.request';

/** Global, after the authentication guard: an admin without one of the named roles is refused. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const mark = readMark(this.reflector, context);
    if (mark?.kind !== 'roles') return mark !== null;
    const { signIn } = context.switchToHttp().getRequest<GuardedRequest>();
    if (signIn !== undefined && mark.roles.includes(signIn.role)) return true;
    throw new DomainError('forbidden', `Only ${mark.roles.join(' and ')} may see this.`);
  }
}
