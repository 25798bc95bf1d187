import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plain,
} from 'node:http';
import { request as encrypted } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { FailureKind, ProbeOutcome } from '../core/external-services/probe-outcome';
import type { SeenCertificate } from '../core/external-services/seen-certificate';
import { failureOf } from './failure';

/** A probe needs a few hundred bytes; nobody may make us swallow more than this. */
const LARGEST_BODY_BYTES = 256 * 1024;
/** A connection that takes longer than this share of the time limit will not leave time for an answer. */
const CONNECT_SHARE = 0.5;

export interface Question {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Told of the certificate of an https host. */
  saw?: ((certificate: SeenCertificate) => void) | undefined;
}

export interface Answer {
  kind: 'answer';
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  latencyMs: number;
}

export type Exchanged = Answer | Extract<ProbeOutcome, { kind: 'failed' | 'misconfigured' }>;

/**
 * One HTTP request over a connection of its own, so that name, connection and certificate are tried each time.
 * Redirects are not followed, TLS is verified, the body is capped. Rejects only when `signal` is aborted.
 */
export function exchange(
  question: Question,
  timeoutMs: number,
  signal: AbortSignal,
  largestBodyBytes = LARGEST_BODY_BYTES,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const running = new Exchange(question, { timeoutMs, largestBodyBytes }, (exchanged) => {
      signal.removeEventListener('abort', abandon);
      resolve(exchanged);
    });
    const abandon = () => {
      running.abandon();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return abandon();
    signal.addEventListener('abort', abandon, { once: true });
    running.start();
  });
}

class Exchange {
  private readonly startedAt = performance.now();
  private readonly timers: NodeJS.Timeout[] = [];
  private request: ClientRequest | null = null;
  private status: number | null = null;
  private connected = false;
  private settled = false;

  constructor(
    private readonly question: Question,
    private readonly limits: { timeoutMs: number; largestBodyBytes: number },
    private readonly done: (exchanged: Exchanged) => void,
  ) {}

  start(): void {
    const request = this.open();
    if (request === null) return this.settle({ kind: 'misconfigured', latencyMs: null, httpStatus: null });
    this.request = request;
    const connecting = setTimeout(() => this.fail('timeout'), this.limits.timeoutMs * CONNECT_SHARE);
    this.timers.push(
      connecting,
      setTimeout(() => this.fail('timeout'), this.limits.timeoutMs),
    );
    request.on('socket', (socket) => {
      socket.once(this.isEncrypted ? 'secureConnect' : 'connect', () => {
        this.connected = true;
        clearTimeout(connecting);
        if (this.isEncrypted) this.tellCertificate(socket as TLSSocket);
      });
    });
    request.on('response', (response) => this.read(response));
    request.on('error', (error) => this.fail(failureOf(error)));
    request.end(this.question.body);
  }

  abandon(): void {
    this.settled = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.request?.destroy();
  }

  private get isEncrypted(): boolean {
    return this.question.url.startsWith('https:');
  }

  /** Null when the settings do not make a request: a line break in a key, for one. */
  private open(): ClientRequest | null {
    const { url, method, headers } = this.question;
    const options = {
      method,
      headers: { 'user-agent': 'watchroom-probe', accept: 'application/json', ...headers },
      agent: false as const,
    };
    try {
      return this.isEncrypted
        ? encrypted(url, { ...options, rejectUnauthorized: true })
        : plain(url, options);
    } catch {
      return null;
    }
  }

  private read(response: IncomingMessage): void {
    this.status = response.statusCode ?? null;
    const parts: Buffer[] = [];
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > this.limits.largestBodyBytes) this.fail('malformed');
      else parts.push(part);
    });
    response.on('error', (error) => this.fail(failureOf(error)));
    response.on('end', () =>
      this.settle({
        kind: 'answer',
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(parts).toString('utf8'),
        latencyMs: this.elapsedMs(),
      }),
    );
  }

  private tellCertificate(socket: TLSSocket): void {
    const expiresAt = new Date(socket.getPeerCertificate().valid_to);
    if (Number.isNaN(expiresAt.getTime())) return;
    this.question.saw?.({ host: new URL(this.question.url).host, expiresAt });
  }

  private fail(failure: FailureKind): void {
    this.settle({
      kind: 'failed',
      failure,
      latencyMs: null,
      httpStatus: this.status,
      network: !this.connected,
    });
  }

  private settle(exchanged: Exchanged): void {
    if (this.settled) return;
    this.abandon();
    this.done(exchanged);
  }

  private elapsedMs(): number {
    return performance.now() - this.startedAt;
  }
}
