import { SetMetadata } from '@nestjs/common';
import type { Role } from '@watchroom/contracts';

/** Who may use a route. A route without a mark is refused. */
export type Mark =
  | { kind: 'public' }
  | { kind: 'signed-in' }
  | { kind: 'roles'; roles: readonly Role[] }
  | { kind: 'ingest' }
  | { kind: 'webhook' };

export const MARK = Symbol('mark');

/** Anyone, without sign-in. */
export const Public = () => SetMetadata(MARK, { kind: 'public' } satisfies Mark);

/** Any admin who is signed in. */
export const SignedIn = () => SetMetadata(MARK, { kind: 'signed-in' } satisfies Mark);

/** Admins with one of these roles. */
export const Roles = (...roles: Role[]) => SetMetadata(MARK, { kind: 'roles', roles } satisfies Mark);

/** The platform's own services, by the bearer token for ingest. */
export const Ingest = () => SetMetadata(MARK, { kind: 'ingest' } satisfies Mark);

/** The vendors: only requests that whoever stands before the route has found to be genuine. */
export const Webhook = () => SetMetadata(MARK, { kind: 'webhook' } satisfies Mark);
