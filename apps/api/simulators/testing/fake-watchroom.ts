import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { SessionLine } from '../sessions/session-report';

export interface SeenRequest {
  method: string;
  path: string;
  authorization: string | undefined;
  type: string | undefined;
  body: Buffer;
}

/** Answers to give instead of taking the data; `status` 0 closes the connection without one. */
export interface Refusal {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A remote that takes what the demo sends, for tests of the sender. */
export class FakeWatchroom {
  readonly seen: SeenRequest[] = [];
  /** What the sessions would be after all reports. */
  readonly sessions = new Map<string, { ended: boolean; quality: string | undefined }>();
  /** Looked at for each request; null = take it. */
  refuse: (request: SeenRequest) => Refusal | null = () => null;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  static async start(): Promise<FakeWatchroom> {
    const fake = new FakeWatchroom();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = await seenFrom(request);
    this.seen.push(seen);
    const refusal = this.refuse(seen);
    if (refusal?.status === 0) return void response.destroy();
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.body);
    if (seen.method === 'PUT') {
      const report = JSON.parse(seen.body.toString()) as SessionLine;
      report.session_id = seen.path.slice(-36);
      this.take(report);
      return void response.writeHead(204).end();
    }
    const lines = seen.type === 'application/x-ndjson' ? seen.body.toString().trimEnd().split('\n') : [];
    for (const line of lines) this.take(JSON.parse(line) as SessionLine);
    response.end(
      seen.type === 'application/x-ndjson' ? JSON.stringify({ accepted: lines.length, rejected: [] }) : '',
    );
  }

  private take({ session_id: id, end_time: endTime, quality_metrics: quality }: SessionLine): void {
    const ended = endTime !== undefined || this.sessions.get(id)?.ended === true;
    this.sessions.set(id, { ended, quality: quality?.connection_quality_average });
  }
}

async function seenFrom(request: IncomingMessage): Promise<SeenRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sent = Buffer.concat(parts);
  const { authorization, 'content-type': type, 'content-encoding': encoding } = request.headers;
  const body = encoding === 'gzip' ? gunzipSync(sent) : sent;
  return { method: request.method ?? '', path: request.url ?? '', authorization, type, body };
}
