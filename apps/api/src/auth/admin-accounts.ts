import { Injectable } from '@nestjs/common';
import type { Role } from '@watchroom/contracts';
import { normalisedEmail, passwordFault } from '../core/auth/account';
import { DomainError } from '../core/domain-error';
import { AdminRepository, type Admin } from '../storage/admins/admin.repository';
import { SignInRepository } from '../storage/sign-ins/sign-in.repository';
import { PasswordHasher } from './password.hasher';

/** What operators do with the people who may sign in. E-mail addresses may come in any case. */
@Injectable()
export class AdminAccounts {
  constructor(
    private readonly admins: AdminRepository,
    private readonly signIns: SignInRepository,
    private readonly hasher: PasswordHasher,
  ) {}

  all(): Promise<Admin[]> {
    return this.admins.all();
  }

  /** False when there is such an admin already, who then stays exactly as they are. */
  async addIfAbsent(email: string, role: Role, password: string): Promise<boolean> {
    const address = normalisedEmail(email);
    if ((await this.admins.byEmail(address)) !== null) return false;
    return this.admins.addIfAbsent({ email: address, role, passwordHash: await this.hashOf(password) });
  }

  /** An existing admin gets this role and password, may sign in again, and is signed out everywhere. */
  async put(email: string, role: Role, password: string): Promise<'created' | 'updated'> {
    const address = normalisedEmail(email);
    const done = await this.admins.put({ email: address, role, passwordHash: await this.hashOf(password) });
    if (done === 'updated') await this.signOut(await this.admins.byEmail(address));
    return done;
  }

  /** @throws DomainError `not_found`; likewise below. */
  async disable(email: string, now: Date): Promise<void> {
    await this.signOut(await this.change(email, { disabledAt: now }));
  }

  async setRole(email: string, role: Role): Promise<void> {
    await this.change(email, { role });
  }

  async resetPassword(email: string, password: string): Promise<void> {
    await this.signOut(await this.change(email, { passwordHash: await this.hashOf(password) }));
  }

  private async change(email: string, change: Parameters<AdminRepository['change']>[1]): Promise<Admin> {
    const admin = await this.admins.change(normalisedEmail(email), change);
    if (admin === null) throw new DomainError('not_found', 'There is no admin with this e-mail address.');
    return admin;
  }

  private async signOut(admin: Admin | null): Promise<void> {
    if (admin !== null) await this.signIns.endAllOf(admin.id);
  }

  /** @throws DomainError `invalid` for a password that is too short or too long */
  private async hashOf(password: string): Promise<string> {
    const fault = passwordFault(password);
    if (fault !== null) throw new DomainError('invalid', fault);
    return this.hasher.hash(password);
  }
}
