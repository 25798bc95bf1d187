import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SignedInAdmin } from '@watchroom/contracts';
import { normalisedEmail } from '../core/auth/account';
import { DomainError } from '../core/domain-error';
import { HOUR_MS } from '../core/time';
import { Clock } from '../platform/clock/clock';
import type { Admin } from '../storage/admins/admin.repository';
import { SignInRepository, type ActiveSignIn } from '../storage/sign-ins/sign-in.repository';
import { Credentials } from './credentials';
import { OneAtATime } from './one-at-a-time';
import { SignInThrottle } from './sign-in.throttle';
import { Tokens } from './tokens';

const TOKEN_LIVES_MS = 12 * HOUR_MS;
const QUEUE_PER_ACCOUNT = 32;

interface SignInResult {
  token: string;
  expiresAt: Date;
  admin: SignedInAdmin;
}

/** E-mail address and password in, token out. */
@Injectable()
export class SignInService {
  private readonly accounts = new OneAtATime(QUEUE_PER_ACCOUNT);

  constructor(
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
    private readonly signIns: SignInRepository,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /**
   * Tries on one account run one after another, so that signing in ten times at once is no guessing.
   * @throws DomainError `unauthenticated`, `too_many_requests`, `unavailable`
   */
  signIn(email: string, password: string, address: string): Promise<SignInResult> {
    const account = normalisedEmail(email);
    const attempt = () => this.attempt(account, password);
    return this.accounts.run(account, () => this.throttle.guard(account, address, attempt));
  }

  private async attempt(email: string, password: string): Promise<SignInResult> {
    const admin = await this.credentials.check(email, password);
    if (admin === null)
      throw new DomainError('unauthenticated', 'The e-mail address or the password is not right.');
    return this.start(admin);
  }

  private async start(admin: Admin): Promise<SignInResult> {
    const endsAtMs = this.clock.now().getTime() + TOKEN_LIVES_MS;
    const expiresAt = new Date(Math.floor(endsAtMs / 1000) * 1000);
    const signIn = { id: randomUUID(), adminId: admin.id, expiresAt };
    await this.signIns.start(signIn);
    return {
      token: this.tokens.issue(signIn),
      expiresAt,
      admin: describe({ email: admin.email, role: admin.role, expiresAt }),
    };
  }
}

/** As the HTTP interface tells it. */
export function describe({
  email,
  role,
  expiresAt,
}: Pick<ActiveSignIn, 'email' | 'role' | 'expiresAt'>): SignedInAdmin {
  return { email, role, expires_at: expiresAt.toISOString() };
}
