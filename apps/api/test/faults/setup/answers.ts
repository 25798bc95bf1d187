/** How one request ended. */
export interface Answer {
  what: string;
  /** 0: the connection failed. */
  status: number;
  tookMs: number;
  /** By `performance.now()`. */
  askedAtMs: number;
  retryAfter: string | null;
  body: string;
}

/** Far beyond what any answer may take: a request that hangs is recorded, not waited for without end. */
const GIVES_UP_AFTER_MS = 15_000;

/** Never rejects. */
export async function timed(what: string, url: string, init: RequestInit = {}): Promise<Answer> {
  const askedAtMs = performance.now();
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(GIVES_UP_AFTER_MS) });
    const body = await response.text();
    const { status, headers } = response;
    const tookMs = performance.now() - askedAtMs;
    return { what, status, tookMs, askedAtMs, retryAfter: headers.get('retry-after'), body };
  } catch (error) {
    const tookMs = performance.now() - askedAtMs;
    return { what, status: 0, tookMs, askedAtMs, retryAfter: null, body: String(error) };
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
