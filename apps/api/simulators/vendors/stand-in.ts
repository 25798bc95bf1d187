import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { HOST, Line } from './line';
import { ModeSwitch } from './modes';
import type { StatusPage } from './status-page';

/** One running session as the vendor sees it. Nobody's name: stand-ins know none. */
export interface VendorSession {
  id: string;
  /** Name of its room; the id where none is given. */
  room?: string;
  participants: number;
  startedAt: Date;
}

export interface StandInOptions {
  /** 0 or none: any free port. */
  port?: number;
  /** The sessions that run now. */
  sessions?: () => VendorSession[];
}

export interface VendorRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** The vendor takes no key for valid now. */
  keysRevoked: boolean;
  /** The node calls itself not ready. */
  notReady: boolean;
}

/** A string body goes out as plain text, anything else as JSON. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What tells one vendor from another. */
export interface Vendor {
  /** Path below which its API lives; part of the address that clients are configured with. */
  basePath: string;
  page: StatusPage;
  answer(request: VendorRequest): Answer;
  /** A failure in the vendor's own words: 402, 429 and 5xx. */
  failure(status: number): Answer;
}

export interface Call {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

export interface StandIn {
  /** What the API address is configured to. */
  url: string;
  /** What the status address is configured to. */
  statusUrl: string;
  port: number;
  mode: ModeSwitch;
  page: StatusPage;
  /** Requests to the API, oldest first; the last thousand. */
  calls: Call[];
  close(): Promise<void>;
}

const REMEMBERED_CALLS = 1_000;
const PARKED = '<!doctype html><title>Welcome</title><h1>This page is parked</h1>';

/** Serves one vendor on this machine. */
export async function startStandIn(vendor: Vendor, port = 0): Promise<StandIn> {
  const server = createServer((request, response) => {
    desk.serve(request, response).catch(() => response.destroy());
  });
  const line = new Line(server);
  const desk = new Desk(vendor, line);
  const bound = await line.open(port);
  const origin = `http://${HOST}:${bound}`;
  return {
    url: `${origin}${vendor.basePath}`,
    statusUrl: origin,
    port: bound,
    mode: desk.mode,
    page: vendor.page,
    calls: desk.calls,
    close: () => line.close(),
  };
}

/** Where requests arrive: the mode decides before the vendor does. */
class Desk {
  readonly mode: ModeSwitch;
  readonly calls: Call[] = [];
  private served = 0;

  constructor(
    private readonly vendor: Vendor,
    line: Line,
  ) {
    this.mode = new ModeSwitch(({ kind }) => line.connect(kind !== 'unreachable'));
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', `http://${request.headers.host ?? HOST}`);
    const known = request.headers['if-none-match'];
    const claimed =
      request.method === 'GET' && this.vendor.page.answer(address.pathname, address.origin, known);
    if (claimed) return send(response, claimed);
    const { method = 'GET', headers } = request;
    this.calls.push({ method, path: address.pathname + address.search, headers });
    if (this.calls.length > REMEMBERED_CALLS) this.calls.shift();
    const body = await textOf(request);
    await this.behave(response, () =>
      this.vendor.answer({
        method,
        path: address.pathname,
        query: address.searchParams,
        headers,
        body,
        keysRevoked: this.mode.current.kind === 'bad-credentials',
        notReady: this.mode.current.kind === 'not-ready',
      }),
    );
  }

  private async behave(response: ServerResponse, answer: () => Answer): Promise<void> {
    const mode = this.mode.current;
    this.served++;
    switch (mode.kind) {
      case 'hang':
        return;
      case 'stall':
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"');
        return;
      case 'refuse':
        response.destroy();
        return;
      case 'garbage':
        return send(response, { status: 200, body: PARKED, headers: { 'content-type': 'text/html' } });
      case 'moved':
        return send(response, { status: 302, headers: { location: '/' } });
      case 'down':
        return send(response, this.vendor.failure(mode.status));
      case 'quota':
        return send(response, this.vendor.failure(402));
      case 'throttled':
        return send(response, throttled(this.vendor.failure(429), mode.retryAfterSeconds));
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, mode.delayMs));
        return send(response, answer());
      case 'flaky':
        return send(response, this.served % mode.failEvery === 0 ? this.vendor.failure(503) : answer());
      default:
        return send(response, answer());
    }
  }
}

const throttled = (answer: Answer, seconds: number | null): Answer =>
  seconds === null ? answer : { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
