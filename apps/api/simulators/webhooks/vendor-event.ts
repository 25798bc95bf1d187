import type { ExternalServiceKey } from '@watchroom/contracts';

/** One webhook before it is signed. */
export interface VendorEvent {
  vendor: ExternalServiceKey;
  /** When it happened, and not before it is sent. */
  atMs: number;
  body: object;
}

/** LiveKit tells whole seconds; never earlier than what the platform itself reports. */
export const secondsOf = (ms: number): number => Math.ceil(ms / 1000);
