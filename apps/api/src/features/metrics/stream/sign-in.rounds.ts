import { Injectable } from '@nestjs/common';
import { mayReadMetrics } from '@watchroom/contracts';
import { SignInWatch } from '../../../auth/sign-in.watch';
import { comment } from './frames';
import type { Listener } from './listener';

/** As long as for other requests: while the database is away nobody can be signed out in it. */
const TRUSTED_MS = 15 * 60_000;

/** Real time, as for all streams. */
const nowMs = () => performance.now();

/** Ends the streams of those who may no longer see: signed out, disabled, expired, or with another role. */
@Injectable()
export class SignInRounds {
  readonly everyMs = 2_000;
  private isAsking = false;
  private awaySince: number | null = null;

  constructor(private readonly watch: SignInWatch) {}

  /** One question for all; a question that is still open is not asked again. Never rejects. */
  async check(listeners: ReadonlySet<Listener>): Promise<void> {
    if (this.isAsking || listeners.size === 0) return;
    this.isAsking = true;
    const asked = [...listeners];
    try {
      const living = await this.watch.living([...new Set(asked.map(({ signInId }) => signInId))]);
      if (living === null) return this.endUnvouched(asked);
      this.awaySince = null;
      for (const listener of asked) {
        const role = living.get(listener.signInId)?.role;
        if (role === undefined || !mayReadMetrics(role)) listener.end(comment('this sign-in has ended'));
      }
    } catch {
      this.endUnvouched(asked);
    } finally {
      this.isAsking = false;
    }
  }

  private endUnvouched(listeners: Listener[]): void {
    this.awaySince ??= nowMs();
    if (nowMs() - this.awaySince < TRUSTED_MS) return;
    for (const listener of listeners)
      listener.end(comment('nobody can tell whether this sign-in still counts'));
  }
}
