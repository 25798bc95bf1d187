import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';

const FRESH_MS = 1_000;
const MOST_KEPT = 1_000;

interface Verified {
  signInId: string;
  verifiedAt: number;
  expiresAt: number;
}

/**
 * Tokens whose signature was found to be ours within the last second: checking it is the dearest part of a small
 * request. Only the token's own words are kept here; whether the sign-in is still alive, and its role, are not.
 */
@Injectable()
export class VerifiedTokens {
  private readonly kept = new Map<string, Verified>();

  constructor(private readonly clock: Clock) {}

  /** The sign-in that a token belongs to; null unless it was verified within the last second and has not expired. */
  signInOf(token: string): string | null {
    const verified = this.kept.get(token);
    if (verified === undefined) return null;
    const isFresh = this.clock.monotonicMs() - verified.verifiedAt < FRESH_MS;
    if (isFresh && this.clock.now().getTime() < verified.expiresAt) return verified.signInId;
    this.kept.delete(token);
    return null;
  }

  /** To be called with tokens that have just been verified; `exp` in seconds since 1970, as in the token. */
  remember(token: string, signInId: string, exp: number): void {
    this.kept.delete(token);
    this.kept.set(token, { signInId, verifiedAt: this.clock.monotonicMs(), expiresAt: exp * 1000 });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}
