import type { EntityManager } from 'typeorm';
import type { ThrottleRule } from '../../core/auth/throttle';

/** A digest that stands for an account or an address: neither can be read from it. */
export interface ThrottleKey {
  digest: Buffer;
  rule: ThrottleRule;
}

/** Failed sign-ins, shared by all replicas. Time is the database's. */
export abstract class SignInThrottleRepository {
  /**
   * Counts one try against every key, as if it had failed, so that tries at the same moment cannot slip through.
   * Returns the milliseconds to wait when a key does not allow it (nothing is counted then), 0 when it may go on.
   */
  abstract reserve(keys: ThrottleKey[]): Promise<number>;
  /** The try did not fail after all: takes it back. */
  abstract giveBack(keys: ThrottleKey[]): Promise<void>;
  /** Forgets all failures of this key. */
  abstract reset(key: ThrottleKey): Promise<void>;
  /** Removes rows that no longer slow anybody down. */
  abstract sweep(manager: EntityManager): Promise<void>;
}
