/** How a server request ended. */
export type Outcome = 'success' | 'client_error' | 'error';

/**
 * An error is a 5xx or no response at all; 4xx are the client's and counted apart.
 * `status` null: not known or never sent; `failed`: the reporter says that the request failed.
 */
export function outcomeOf(status: number | null, failed: boolean): Outcome {
  if (status === null) return failed ? 'error' : 'success';
  if (status >= 500) return 'error';
  return status >= 400 ? 'client_error' : 'success';
}
