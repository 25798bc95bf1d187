import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ADMIN_COOKIE } from '@watchroom/contracts';
import { isForgeable, type RequestOrigin } from '../core/auth/cross-site';
import { DomainError } from '../core/domain-error';
import { bearerOf } from './bearer';
import { readMark } from './read-mark';
import type { GuardedRequest } from './signed-in.request';

/** Global: pages of other sites cannot act with the cookie of an admin, nor sign somebody in. */
@Injectable()
export class CrossSiteGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const mark = readMark(this.reflector, context);
    if (mark?.kind === 'webhook') return true; // no cookie counts there
    if (mark?.kind === 'ingest' || bearerOf(request) !== null) return true; // no browser adds these by itself
    // without the cookie only a browser's own word counts
    const withCookie = request.cookies[ADMIN_COOKIE] !== undefined;
    const origin = withCookie ? originOf(request) : { ...originOf(request), origin: undefined };
    if (!isForgeable(origin)) return true;
    throw new DomainError('forbidden', 'This request comes from a page of another site.');
  }
}

function originOf(request: GuardedRequest): RequestOrigin {
  const site = request.headers['sec-fetch-site'];
  return {
    method: request.method,
    secFetchSite: typeof site === 'string' ? site : undefined,
    origin: request.headers.origin,
    host: request.host,
  };
}
