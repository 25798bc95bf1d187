/** A fault that the person who starts Watchroom can cure: one line, exit 1. */
export class LaunchError extends Error {}

/** The system's word for a failure, such as EACCES. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.message : String(error);
}
