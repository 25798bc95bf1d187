import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { accountRule, addressRule } from '../core/auth/throttle';
import { networkOf } from '../core/auth/network';
import { DomainError } from '../core/domain-error';
import { AppConfig } from '../platform/config/config';
import {
  SignInThrottleRepository,
  type ThrottleKey,
} from '../storage/sign-in-throttle/sign-in-throttle.repository';

/** Slows down guessing, by account and by address, the same for accounts that do not exist. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly failures: SignInThrottleRepository,
    private readonly config: AppConfig,
  ) {}

  /**
   * Runs one try. It counts as failed until it has succeeded; a try that broke off (database, overload) is taken back.
   * @throws DomainError `too_many_requests` with the seconds to wait
   */
  async guard<T>(email: string, address: string, attempt: () => Promise<T>): Promise<T> {
    const account: ThrottleKey = { digest: this.digest('account', email), rule: accountRule };
    const network: ThrottleKey = { digest: this.digest('address', networkOf(address)), rule: addressRule };
    const waitMs = await this.failures.reserve([account, network]);
    if (waitMs > 0) throw tooMany(waitMs);
    try {
      const result = await attempt();
      await this.failures.giveBack([network]);
      await this.failures.reset(account);
      return result;
    } catch (error) {
      const failed = error instanceof DomainError && error.code === 'unauthenticated';
      if (!failed) await this.failures.giveBack([account, network]).catch(() => undefined);
      throw error;
    }
  }

  /** Keyed, so that nobody who reads the table can tell addresses by trying them out. */
  private digest(kind: 'account' | 'address', value: string): Buffer {
    return createHmac('sha256', this.config.secrets.jwt ?? '')
      .update(`sign-in throttle ${kind} ${value}`)
      .digest();
  }
}

function tooMany(waitMs: number): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new DomainError(
    'too_many_requests',
    `Too many failed sign-ins. Try again in ${retryAfterSeconds} s.`,
    {
      retryAfterSeconds,
    },
  );
}
