import type { Role } from '@watchroom/contracts';

/** One person who may sign in. `email` is in lower case; `disabledAt` null = may sign in. */
export interface Admin {
  id: string;
  email: string;
  passwordHash: string;
  role: Role;
  disabledAt: Date | null;
  createdAt: Date;
}

export interface AdminCredentials {
  email: string;
  passwordHash: string;
  role: Role;
}

/** The people who may sign in. E-mail addresses are given in lower case. */
export abstract class AdminRepository {
  /** Null when nobody has this address; disabled ones are found, too. */
  abstract byEmail(email: string): Promise<Admin | null>;
  /** All of them, ordered by e-mail address. */
  abstract all(): Promise<Admin[]>;
  /** False when the address was taken already; the one there stays as it is. Safe with many replicas at once. */
  abstract addIfAbsent(admin: AdminCredentials): Promise<boolean>;
  /** Adds this admin, or gives an existing one this password and role and lets them sign in again. */
  abstract put(admin: AdminCredentials): Promise<'created' | 'updated'>;
  /** The admin after the change; null when there is none with this address. */
  abstract change(
    email: string,
    change: Partial<Pick<Admin, 'passwordHash' | 'role' | 'disabledAt'>>,
  ): Promise<Admin | null>;
}
