import type { Role } from './roles';

/** Who is signed in. `expires_at`: RFC 3339 UTC, when the token ends by itself. */
export interface SignedInAdmin {
  email: string;
  role: Role;
  expires_at: string;
}
