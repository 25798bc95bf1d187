import type { FieldFault } from '@watchroom/contracts';

/** Kinds of expected failure; the HTTP door knows their status. */
export type DomainErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'too_large'
  | 'unsupported_media'
  | 'too_many_requests'
  | 'unavailable';

/** An expected failure. `message` says what happened and what to do; it is shown to the caller. */
export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly more: { faults?: FieldFault[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
}
