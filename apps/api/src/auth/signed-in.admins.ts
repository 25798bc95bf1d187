import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { isDatabaseAway } from '../platform/database/database-away';
import { TooLate, unlessLate } from '../platform/unless-late';
import { SignInRepository, type ActiveSignIn } from '../storage/sign-ins/sign-in.repository';

const FRESH_MS = 1_000;
/** From this age on the next answer is fetched while this one still stands: who looks again and again waits for nobody. */
const ASKED_AHEAD_MS = 500;
const MOST_KEPT = 1_000;
/** A database that takes longer is taken for away: who watches it must hear of that in time. */
const PATIENCE_MS = 1_000;
/** While the database is away nobody can be signed out in it: who was signed in stays so, but not for ever. */
const TRUSTED_MS = 15 * 60_000;

interface Kept {
  askedAt: number;
  answer: Promise<ActiveSignIn | null>;
  /** The question that the database has not answered yet. */
  pending: Promise<ActiveSignIn | null> | null;
  /** What the database said last. */
  known: { signIn: ActiveSignIn; at: number } | null;
}

/**
 * Who is behind a token now. Asks the database at most twice a second and token, however many requests come at once;
 * a disabled admin, another role or a token ended by another replica act within that second. While the database is
 * away its last word stands, so that the outage can be seen by those who watch.
 */
@Injectable()
export class SignedInAdmins {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly signIns: SignInRepository,
    private readonly clock: Clock,
  ) {}

  /** Null when the token is dead. Rejects when the database does not answer and has not vouched for it lately. */
  behind(signInId: string): Promise<ActiveSignIn | null> {
    const now = this.clock.monotonicMs();
    const kept = this.kept.get(signInId);
    if (kept === undefined || now - kept.askedAt >= FRESH_MS) return this.ask(signInId, now, kept);
    if (kept.pending === null && now - kept.askedAt >= ASKED_AHEAD_MS) this.askAhead(signInId, now, kept);
    return kept.answer;
  }

  /** Ends a token: here at once. */
  async end(signInId: string): Promise<void> {
    await this.signIns.end(signInId);
    this.kept.delete(signInId);
  }

  private ask(signInId: string, now: number, before?: Kept): Promise<ActiveSignIn | null> {
    const asked = before?.pending ?? this.signIns.active(signInId);
    const known = before?.known && now - before.known.at < TRUSTED_MS ? before.known : null;
    const answer = known === null ? asked : unlessAway(asked, known.signIn);
    const entry: Kept = { askedAt: now, answer, pending: asked, known };
    this.kept.delete(signInId);
    this.kept.set(signInId, entry);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    asked.then(
      (signIn) => {
        entry.pending = null;
        entry.answer = asked; // also when it came too late for those who asked
        entry.known = signIn && { signIn, at: now };
      },
      () => {
        entry.pending = null;
        if (known === null && this.kept.get(signInId) === entry) this.kept.delete(signInId);
      },
    );
    return answer;
  }

  private askAhead(signInId: string, now: number, kept: Kept): void {
    const asked = this.signIns.active(signInId);
    kept.pending = asked;
    asked.then(
      (signIn) =>
        Object.assign(kept, {
          askedAt: now,
          answer: asked,
          pending: null,
          known: signIn && { signIn, at: now },
        }),
      () => (kept.pending = null), // whoever comes next asks, and hears of it
    );
  }
}

async function unlessAway(
  asked: Promise<ActiveSignIn | null>,
  known: ActiveSignIn,
): Promise<ActiveSignIn | null> {
  try {
    return await unlessLate(asked, PATIENCE_MS);
  } catch (error) {
    if (error instanceof TooLate || isDatabaseAway(error)) return known;
    throw error;
  }
}
