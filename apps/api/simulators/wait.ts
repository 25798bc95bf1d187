import { setTimeout as pause } from 'node:timers/promises';

/** Resolves after `ms`, or at once when the signal says that it is over. */
export const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
