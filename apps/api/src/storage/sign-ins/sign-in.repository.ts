import type { Role } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';

/** A sign-in that counts: neither ended nor expired, and its admin is not disabled. */
export interface ActiveSignIn {
  id: string;
  adminId: string;
  email: string;
  role: Role;
  expiresAt: Date;
}

/** Which tokens are alive. One row a sign-in; its id is the token's `jti`. */
export abstract class SignInRepository {
  /** From then on tokens with this id are alive. */
  abstract start(signIn: { id: string; adminId: string; expiresAt: Date }): Promise<void>;
  /** With the admin's e-mail address and role as they are now; null when the token is dead. */
  abstract active(id: string): Promise<ActiveSignIn | null>;
  /** Those of these that are alive, in any order. */
  abstract activeAmong(ids: readonly string[]): Promise<ActiveSignIn[]>;
  /** Nothing happens where it has ended already. */
  abstract end(id: string): Promise<void>;
  /** Ends all sign-ins of one admin, as after a new password. */
  abstract endAllOf(adminId: string): Promise<void>;
  /** Removes rows of tokens that have expired by themselves. */
  abstract sweep(manager: EntityManager): Promise<void>;
}
