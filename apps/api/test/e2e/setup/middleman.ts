import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How a middleman treats what it is sent. */
type Mood = 'passes on' | 'cuts streams' | 'answers nothing' | 'refuses';

const ENTRY = /<script[^>]*type="module"[^>]*src="([^"]+)"/;

/** Stands between the browser and Watchroom, as a proxy or a bad line does. */
export class Middleman {
  private mood: Mood = 'passes on';
  private releaseName: string | null = null;
  private entry = '';
  /** How many pages were passed on. */
  pages = 0;
  private readonly streams = new Set<ServerResponse>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async before(target: string): Promise<Middleman> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const middleman = new Middleman(server, `http://127.0.0.1:${port}`);
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) =>
      middleman.treat(target, asked, answer),
    );
    return middleman;
  }

  become(mood: Mood): void {
    this.mood = mood;
    if (mood !== 'passes on') for (const stream of this.streams) stream.destroy();
  }

  /** From now on pages start with a script of another name, as after an update of Watchroom. */
  release(name: string): void {
    this.releaseName = name;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private treat(target: string, asked: IncomingMessage, answer: ServerResponse): void {
    const isStream = asked.url?.endsWith('/stream') === true;
    if (this.mood === 'answers nothing') return;
    if (this.mood === 'refuses') return void asked.socket.destroy();
    if (this.mood === 'cuts streams' && isStream) return void answer.writeHead(502).end();
    const { method, url = '/', headers } = asked;
    if (url === this.entry) {
      // What other scripts take from it comes from the one that runs.
      answer.writeHead(200, { 'content-type': 'text/javascript' });
      return void answer.end(`export * from '${url}?release=${this.releaseName}';`);
    }
    if (url.startsWith('/admin/')) headers['accept-encoding'] = 'identity';
    const passed = request(new URL(url, target), { method, headers, agent: false });
    passed.once('response', (found) => {
      if (this.releaseName !== null) delete found.headers['content-length'];
      answer.writeHead(found.statusCode ?? 502, found.headers);
      answer.flushHeaders();
      if (url.startsWith('/admin/')) return void this.passPage(found, answer).catch(() => answer.destroy());
      found.pipe(answer);
      found.once('error', () => answer.destroy());
    });
    passed.once('error', () => answer.destroy());
    answer.once('close', () => passed.destroy());
    asked.pipe(passed);
    if (!isStream) return;
    this.streams.add(answer);
    answer.once('close', () => this.streams.delete(answer));
  }

  private async passPage(found: IncomingMessage, answer: ServerResponse): Promise<void> {
    this.pages++;
    const html = await text(found);
    if (this.releaseName === null) return void answer.end(html);
    this.entry = ENTRY.exec(html)?.[1] ?? '';
    answer.end(html.replace(this.entry, `${this.entry}?release=${this.releaseName}`));
  }
}
