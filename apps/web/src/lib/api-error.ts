import type { Problem } from '@watchroom/contracts';

/** A request that brought no usable answer. `status` is null when the server did not answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    readonly status: number | null,
    readonly problem: Problem | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }

  /** Nobody answered, or somebody in between said that nobody will for now. */
  get isUnreachable(): boolean {
    return this.status === null || this.status >= 500;
  }
}

export const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
export const isForbidden = (error: unknown): boolean => error instanceof ApiError && error.status === 403;

/** Any thrown value as an ApiError, so that views need to know one kind. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(error instanceof Error ? error.message : String(error), null);

/** The refusal that a request without an admin's cookie would bring. */
export const notSignedIn = (): ApiError => new ApiError('Sign in first.', 401);
