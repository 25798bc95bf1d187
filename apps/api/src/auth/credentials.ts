import { Injectable } from '@nestjs/common';
import { AdminRepository, type Admin } from '../storage/admins/admin.repository';
import { PasswordHasher } from './password.hasher';

/** Hash of random bytes with the usual cost: no password fits it, and checking one takes as long as ever. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$4FM3VAqpQuDv5HUHaMq5cA$t1MJsURkPAg8LpY4zRDGnnKq+NiGBcG7B172Xm1K/Tg';

/** Whether an e-mail address and a password belong to somebody who may sign in. */
@Injectable()
export class Credentials {
  constructor(
    private readonly admins: AdminRepository,
    private readonly hasher: PasswordHasher,
  ) {}

  /** Null for an unknown address, a wrong password and a disabled admin alike; one hash is verified in each case. */
  async check(email: string, password: string): Promise<Admin | null> {
    const admin = await this.admins.byEmail(email);
    const fits = await this.hasher.verify(admin?.passwordHash ?? NOBODYS_HASH, password);
    return admin !== null && fits && admin.disabledAt === null ? admin : null;
  }
}
