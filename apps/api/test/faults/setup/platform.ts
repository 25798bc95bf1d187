import { randomUUID } from 'node:crypto';
import { routes } from '@watchroom/contracts';
import { otlpRequest } from '../../e2e/setup/otlp';
import { type Answer, pause, timed } from './answers';
import { INGEST_TOKEN } from './replica';

const SERVICE = 'rooms-api';
const BETWEEN_MS = 40;
const CATEGORIES = ['Anxiety', 'Depression', 'Grief'];
const DURATIONS_MS = Array.from({ length: 40 }, (_, index) => 12 + index);

interface Message {
  what: 'session' | 'export';
  method: 'PUT' | 'POST';
  path: string;
  body: string;
  requests: number;
  errors: number;
}

/**
 * A platform that reports without pause, sessions and telemetry side by side. What is refused is sent again as it is,
 * to another replica if there is one, until it is acknowledged: as a real sender does.
 */
export class Platform {
  /** Every answer, refusals and broken connections included. */
  readonly answers: Answer[] = [];
  /** What Watchroom said it has, in the order of the acknowledgements. */
  readonly acknowledged: Message[] = [];
  private isStopping = false;
  private isGivingUp = false;
  private lastAtMs = 0;
  private turn = 0;
  private readonly senders: Promise<void>[];

  constructor(private readonly urls: readonly string[]) {
    const sessions = () => this.session();
    const exports = () => this.export();
    this.senders = [sessions, exports, sessions, exports].map((next) => this.send(next));
  }

  get sessions(): number {
    return this.acknowledged.filter(({ what }) => what === 'session').length;
  }

  get requests(): number {
    return this.acknowledged.reduce((sum, { requests }) => sum + requests, 0);
  }

  get errors(): number {
    return this.acknowledged.reduce((sum, { errors }) => sum + errors, 0);
  }

  /** Also leaves what was begun. */
  async giveUp(): Promise<void> {
    this.isGivingUp = true;
    await this.stop();
  }

  /** Resolves once everything that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.senders);
  }

  /** Sends everything that was acknowledged to another Watchroom, one after another. */
  async repeatTo(url: string): Promise<void> {
    for (const message of this.acknowledged) {
      const answer = await post(url, message);
      if (answer.status >= 300 || answer.status === 0) throw new Error(`${answer.status} ${answer.body}`);
    }
  }

  private async send(next: () => Message): Promise<void> {
    while (!this.isStopping) {
      const message = next();
      for (let isKnown = false; !isKnown; await pause(BETWEEN_MS)) {
        if (this.isGivingUp) return;
        const url = this.urls[this.turn++ % this.urls.length] ?? '';
        const answer = await post(url, message);
        this.answers.push(answer);
        isKnown = answer.status === 200 || answer.status === 204;
      }
      this.acknowledged.push(message);
    }
  }

  private session(): Message {
    const now = Date.now();
    const body = {
      counselor_category: CATEGORIES[now % CATEGORIES.length],
      start_time: new Date(now).toISOString(),
      quality_metrics: { connection_quality_average: 'good' },
    };
    const path = `${routes.ingestSessions}/${randomUUID()}`;
    return { what: 'session', method: 'PUT', path, body: JSON.stringify(body), requests: 0, errors: 0 };
  }

  /** A point has a time of its own: two of the same series and time are one by definition. */
  private export(): Message {
    this.lastAtMs = Math.max(this.lastAtMs + 1, Date.now());
    const atMs = this.lastAtMs;
    const point = { service: SERVICE, atMs, durationsMs: DURATIONS_MS };
    const failed = { service: SERVICE, atMs, durationsMs: [30], status: 500 };
    const hasFailure = atMs % 8 === 0;
    return {
      what: 'export',
      method: 'POST',
      path: routes.ingestMetrics,
      body: JSON.stringify(otlpRequest(hasFailure ? [point, failed] : [point])),
      requests: DURATIONS_MS.length + (hasFailure ? 1 : 0),
      errors: hasFailure ? 1 : 0,
    };
  }
}

const post = (url: string, { what, method, path, body }: Message): Promise<Answer> =>
  timed(what, `${url}${path}`, {
    method,
    body,
    headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/json' },
  });
