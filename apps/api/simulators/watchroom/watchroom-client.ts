import { setMaxListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { routes } from '@watchroom/contracts';
import type { SessionLine } from '../sessions/session-report';
import { wait } from '../wait';
import { Pace } from './pace';

const TRY_AGAIN = new Set([429, 502, 503, 504]);
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const ANSWER_WITHIN_MS = 30_000;
const MOST_LISTENERS = 64;

/** Watchroom understood and said no: sending the same again is pointless. */
export class RefusedByWatchroom extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(`Watchroom refused the demo's data with ${status}: ${detail}`);
  }
}

/** Watchroom did not take it: it is away, starting, draining or overloaded. */
export class WatchroomAway extends Error {
  constructor(
    detail: string,
    readonly retryAfterMs: number | null,
  ) {
    super(`Watchroom cannot be reached: ${detail}`);
  }
}

/** Watchroom's public ingest doors, as any platform would use them. */
export class WatchroomClient {
  private readonly pace: Pace;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly signal: AbortSignal,
  ) {
    setMaxListeners(MOST_LISTENERS, signal);
    this.pace = new Pace(signal);
  }

  /** @throws WatchroomAway, RefusedByWatchroom */
  async putSession({ session_id: id, ...report }: SessionLine): Promise<void> {
    await this.send('PUT', `${routes.ingestSessions}/${id}`, 'application/json', JSON.stringify(report));
  }

  /** @throws WatchroomAway, RefusedByWatchroom (also when single lines were rejected) */
  async postSessions(ndjson: string | Uint8Array): Promise<void> {
    const answer = await this.send('POST', routes.ingestSessions, 'application/x-ndjson', ndjson);
    const { rejected } = JSON.parse(answer) as { rejected: { line: number; detail: string }[] };
    if (rejected.length > 0)
      throw new RefusedByWatchroom(200, `${rejected.length} lines, first: ${JSON.stringify(rejected[0])}`);
  }

  /** OTLP metrics as JSON. @throws WatchroomAway, RefusedByWatchroom */
  async postMetrics(body: object): Promise<void> {
    const json = gzipSync(JSON.stringify(body));
    await this.send('POST', routes.ingestMetrics, 'application/json', json, { 'content-encoding': 'gzip' });
  }

  /** Repeats `send` with growing pauses until Watchroom takes it; ends early only by the client's signal. */
  async persist(send: () => Promise<void>): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof WatchroomAway) || this.signal.aborted) throw error;
        const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_PAUSE_MS);
        await wait(Math.max(pauseMs, asked), this.signal);
      }
    }
  }

  /**
   * Sends all of it, at most so many at once, at the pace of the answers and for as long as it takes; `gently` is for
   * what nobody waits for. What was not taken is sent again in smaller pieces. @throws as `persist`
   */
  async persistInPieces<T>(
    all: readonly T[],
    { most, gently = false }: { most: number; gently?: boolean },
    send: (some: readonly T[]) => Promise<void>,
  ): Promise<void> {
    let at = 0;
    while (at < all.length)
      await this.persist(async () => {
        await this.pace.turn(async () => {
          const some = all.slice(at, at + this.pace.size(most));
          await send(some);
          at += some.length;
        }, gently);
      });
  }

  private async send(
    method: string,
    path: string,
    type: string,
    body: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const answer = await this.answerTo(path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': type, ...headers },
      body,
    });
    if (answer.status < 300) return answer.text;
    if (TRY_AGAIN.has(answer.status))
      throw new WatchroomAway(`it answered ${answer.status}`, secondsIn(answer.retryAfter));
    throw new RefusedByWatchroom(answer.status, answer.text.slice(0, 300));
  }

  /** By hand and not by AbortSignal.any, whose parts stay referenced by a signal that lives as long as the demo. */
  private async answerTo(path: string, request: RequestInit) {
    const attempt = new AbortController();
    const end = () => attempt.abort(new Error('no answer in time'));
    const timer = setTimeout(end, ANSWER_WITHIN_MS);
    this.signal.addEventListener('abort', end);
    if (this.signal.aborted) end();
    try {
      const answer = await fetch(this.url + path, { ...request, signal: attempt.signal });
      const retryAfter = answer.headers.get('retry-after');
      return { status: answer.status, retryAfter, text: await answer.text() };
    } catch (error) {
      throw new WatchroomAway(reasonOf(error), null);
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener('abort', end);
    }
  }
}

function reasonOf(error: unknown): string {
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? (error as Error).message;
}

function secondsIn(retryAfter: string | null): number | null {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
