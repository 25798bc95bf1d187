import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Leadership } from '../platform/lease/leadership';
import { SignInThrottleRepository } from '../storage/sign-in-throttle/sign-in-throttle.repository';
import { SignInRepository } from '../storage/sign-ins/sign-in.repository';

const SWEEP_EVERY_MS = 10 * 60_000;

/** Removes what no longer matters of sign-ins and failed tries. */
@Injectable()
export class SignInSweeper {
  private readonly log = new Logger(SignInSweeper.name);
  private sweeping = false;

  constructor(
    private readonly leadership: Leadership,
    private readonly signIns: SignInRepository,
    private readonly throttle: SignInThrottleRepository,
  ) {}

  @Interval(SWEEP_EVERY_MS)
  async sweep(): Promise<void> {
    if (this.sweeping || !this.leadership.isLeader) return;
    this.sweeping = true;
    try {
      await this.leadership.fenced(async (manager) => {
        await this.signIns.sweep(manager);
        await this.throttle.sweep(manager);
      });
    } catch (error) {
      this.log.warn(`Old sign-ins were not removed: ${error instanceof Error ? error.message : 'unknown'}`);
    } finally {
      this.sweeping = false;
    }
  }
}
