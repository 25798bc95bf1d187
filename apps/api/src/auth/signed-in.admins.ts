import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { SignInRepository, type ActiveSignIn } from '../storage/sign-ins/sign-in.repository';

const FRESH_MS = 1_000;
const MOST_KEPT = 1_000;

/**
 * Who is behind a token now. Asks the database at most once a second and token, however many requests come at once;
 * a disabled admin, another role or a token ended by another replica act within that second.
 */
@Injectable()
export class SignedInAdmins {
  private readonly kept = new Map<string, { askedAt: number; answer: Promise<ActiveSignIn | null> }>();

  constructor(
    private readonly signIns: SignInRepository,
    private readonly clock: Clock,
  ) {}

  /** Null when the token is dead. Rejects when the database does not answer; that is not remembered. */
  behind(signInId: string): Promise<ActiveSignIn | null> {
    const now = this.clock.monotonicMs();
    const kept = this.kept.get(signInId);
    if (kept !== undefined && now - kept.askedAt < FRESH_MS) return kept.answer;
    return this.ask(signInId, now);
  }

  /** Ends a token: here at once. */
  async end(signInId: string): Promise<void> {
    await this.signIns.end(signInId);
    this.kept.delete(signInId);
  }

  private ask(signInId: string, now: number): Promise<ActiveSignIn | null> {
    const entry = { askedAt: now, answer: this.signIns.active(signInId) };
    this.kept.delete(signInId);
    this.kept.set(signInId, entry);
    if (this.kept.size > MOST_KEPT) this.forgetOldest();
    entry.answer.catch(() => {
      if (this.kept.get(signInId) === entry) this.kept.delete(signInId);
    });
    return entry.answer;
  }

  private forgetOldest(): void {
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      return;
    }
  }
}
