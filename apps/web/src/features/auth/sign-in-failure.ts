import { asApiError } from '../../lib/api-error';
import { spellSpan } from '../../lib/format';

/** What went wrong, and what to do about it. */
export function signInFailure(error: unknown): string {
  const failure = asApiError(error);
  if (failure.status === 401) return 'Email or password is wrong.';
  if (failure.status === 429)
    return failure.retryAfterSeconds === null
      ? 'Too many attempts. Wait a little and try again.'
      : `Too many attempts. Try again in ${spellSpan(failure.retryAfterSeconds)}.`;
  if (failure.status === null)
    return 'Cannot reach Watchroom. Check your connection and whether the server runs, then try again.';
  if (failure.status >= 500) return `Watchroom cannot sign you in at the moment. ${failure.message}`;
  return failure.message;
}
