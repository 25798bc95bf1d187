import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ADMIN_COOKIE } from '@watchroom/contracts';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import type { ActiveSignIn } from '../storage/sign-ins/sign-in.repository';
import { bearerOf } from './bearer';
import { SignedInAdmins } from './signed-in.admins';
import { Tokens, type TokenClaims } from './tokens';
import { VerifiedTokens } from './verified.tokens';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The token of a request: the bearer if there is one, else the cookie. */
export const tokenOf = (request: FastifyRequest): string | null =>
  bearerOf(request) ?? request.cookies[ADMIN_COOKIE] ?? null;

/** Admin tokens: signature, issuer, audience and expiry here; whether the sign-in is still alive in the database. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    tokens: Tokens,
    private readonly admins: SignedInAdmins,
    private readonly verified: VerifiedTokens,
  ) {
    super({
      ...tokens.accepted,
      jwtFromRequest: tokenOf,
      passReqToCallback: true,
      // the types know text and bytes only; jsonwebtoken itself takes a KeyObject
      secretOrKey: tokens.key as unknown as Buffer,
    });
  }

  /** Called with the claims of a token of ours; null = the sign-in has ended. */
  async validate(request: FastifyRequest, { jti, exp }: Partial<TokenClaims>): Promise<ActiveSignIn | null> {
    if (typeof jti !== 'string' || !UUID.test(jti)) return null;
    const token = tokenOf(request);
    if (token !== null && typeof exp === 'number') this.verified.remember(token, jti, exp);
    return this.admins.behind(jti);
  }
}
