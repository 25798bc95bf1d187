import { CURRENT_EVENT } from '@watchroom/contracts';

/** One event for everybody who listens: its bytes are made once. `json` has no line breaks, as JSON.stringify writes. */
export const currentFrame = (json: string): Buffer =>
  Buffer.from(`event: ${CURRENT_EVENT}\ndata: ${json}\n\n`);

/** Not shown to the listener: tells those in between, and us, that the connection lives. */
export const HEARTBEAT = Buffer.from(': still here\n\n');

export const comment = (words: string): Buffer => Buffer.from(`: ${words}\n\n`);

/** How long a browser waits before it connects again; `share` in 0..1 spreads those who were cut off together. */
export const retryHint = (share: number): Buffer =>
  Buffer.from(`retry: ${Math.round(2_000 + 4_000 * share)}\n\n`);

/** Nobody in between may keep it, pack it or hold it back. `no-store` would keep a browser from resuming the page. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-cache, no-transform',
  'x-accel-buffering': 'no',
  // once it has ended nothing is to follow on this connection: a process that stops need not wait for it
  connection: 'close',
};
