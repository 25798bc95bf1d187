import type { CurrentMetrics } from '@watchroom/contracts';

interface HeardEvent {
  name: string;
  body: CurrentMetrics;
  atMs: number;
}

/** Reads a stream of Server-Sent Events as it comes. */
export class Listening {
  readonly events: HeardEvent[] = [];
  readonly comments: string[] = [];
  readonly hints: string[] = [];
  isOver = false;
  private readonly leaving = new AbortController();
  private wake: () => void = () => undefined;

  private constructor(readonly answer: Response) {}

  static async open(url: string, headers: Record<string, string>): Promise<Listening> {
    const leaving = new AbortController();
    const answer = await fetch(url, { headers, signal: leaving.signal });
    const listening = new Listening(answer);
    listening.leaving.signal.addEventListener('abort', () => leaving.abort());
    void listening.read();
    return listening;
  }

  leave(): void {
    this.leaving.abort();
  }

  /** The first event, heard already or yet to come, that is looked for. */
  async until(isIt: (event: HeardEvent) => boolean, withinMs = 10_000): Promise<HeardEvent> {
    await this.untilSo(() => this.events.some(isIt), withinMs);
    return this.events.find(isIt) as HeardEvent;
  }

  async untilOver(withinMs = 10_000): Promise<void> {
    await this.untilSo(() => this.isOver, withinMs);
  }

  private async untilSo(isSo: () => boolean, withinMs: number): Promise<void> {
    const tooLate = AbortSignal.timeout(withinMs);
    while (!isSo()) {
      const woken = new Promise<void>((resolve) => (this.wake = resolve));
      const late = new Promise<never>((_, reject) =>
        tooLate.addEventListener('abort', () => reject(new Error(`Not within ${withinMs} ms`)), {
          once: true,
        }),
      );
      await Promise.race([woken, late]);
    }
  }

  private async read(): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of this.answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
        this.wake();
      }
    } catch {
      // cut off
    }
    this.isOver = true;
    this.wake();
  }

  private take(block: string): void {
    if (block.startsWith(':')) return void this.comments.push(block.slice(2));
    const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    const data = fields.get('data');
    if (data === undefined) return void this.hints.push(fields.get('retry') ?? block);
    const body = JSON.parse(data) as CurrentMetrics;
    this.events.push({ name: fields.get('event') ?? 'message', body, atMs: performance.now() });
  }
}
