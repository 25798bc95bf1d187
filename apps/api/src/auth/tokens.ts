import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AppConfig } from '../platform/config/config';

const ALGORITHM = 'HS256';

/** What a token says: which sign-in it belongs to. The role is read anew, never carried. */
export interface TokenClaims {
  jti: string;
  /** Seconds since 1970. */
  exp: number;
}

/** How admin tokens are signed, and what a token must be to be one of ours. */
@Injectable()
export class Tokens {
  /** A KeyObject: given text or bytes, jsonwebtoken first tries to read them as a public key, 50 times slower. */
  readonly key: KeyObject;
  readonly accepted = {
    algorithms: [ALGORITHM] as [typeof ALGORITHM],
    issuer: 'watchroom',
    audience: 'watchroom-admin',
  };
  private readonly jwt: JwtService;

  constructor(config: AppConfig) {
    this.key = createSecretKey(Buffer.from(config.secrets.jwt ?? '', 'utf8'));
    this.jwt = new JwtService({ secretOrKeyProvider: () => this.key });
  }

  /** `expiresAt` is cut to whole seconds, as tokens count time. */
  issue(signIn: { id: string; adminId: string; expiresAt: Date }): string {
    const exp = Math.floor(signIn.expiresAt.getTime() / 1000);
    const { issuer, audience } = this.accepted;
    return this.jwt.sign(
      { exp },
      { algorithm: ALGORITHM, issuer, audience, jwtid: signIn.id, subject: signIn.adminId },
    );
  }
}
