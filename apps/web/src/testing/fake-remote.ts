type Answer = (asked: URLSearchParams) => Response | Promise<Response>;

export interface SeenRequest {
  method: string;
  path: string;
  body: unknown;
  /** Aborted once nobody wants the answer any more. */
  signal: AbortSignal | null;
}

/**
 * Stands in for the server at the edge of the page: it replaces `fetch` and nothing else, so that the page's own
 * client is what a test runs. Addresses are matched without their query.
 */
export class FakeRemote {
  readonly seen: SeenRequest[] = [];
  private readonly answers = new Map<string, Answer>();
  private isAway = false;
  private readonly original = globalThis.fetch;

  constructor() {
    globalThis.fetch = (input, init) => this.fetch(addressOf(input), init);
  }

  /** Answers with JSON; `body` may be a function of the moment and of what is asked for, or a promise of it. */
  answer(path: string, body: unknown, method = 'GET'): this {
    this.answers.set(`${method} ${path}`, async (asked) =>
      json(200, await (typeof body === 'function' ? body(asked) : body)),
    );
    return this;
  }

  /** Answers with a problem document, until told otherwise. */
  refuse(
    path: string,
    status: number,
    detail: string,
    more: { method?: string; retryAfter?: number } = {},
  ): this {
    const headers: Record<string, string> =
      more.retryAfter === undefined ? {} : { 'retry-after': String(more.retryAfter) };
    const problem = { status, title: 'Refused', detail, instance: 'test' };
    this.answers.set(`${more.method ?? 'GET'} ${path}`, () => json(status, problem, headers));
    return this;
  }

  answerEmpty(path: string, method: string): this {
    this.answers.set(`${method} ${path}`, () => new Response(null, { status: 204 }));
    return this;
  }

  goAway(): void {
    this.isAway = true;
  }

  comeBack(): void {
    this.isAway = false;
  }

  restore(): void {
    globalThis.fetch = this.original;
  }

  private async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const { pathname: path, searchParams } = new URL(address, 'http://watchroom.test');
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    this.seen.push({ method, path, body, signal: init.signal ?? null });
    if (this.isAway) throw new TypeError('Failed to fetch');
    const answer = this.answers.get(`${method} ${path}`);
    return answer === undefined
      ? json(404, { status: 404, title: 'Not found', detail: `${method} ${path}` })
      : answer(searchParams);
  }
}

const addressOf = (input: RequestInfo | URL): string =>
  input instanceof Request ? input.url : input.toString();

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  });
