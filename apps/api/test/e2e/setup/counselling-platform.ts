import { routes } from '@watchroom/contracts';
import { otlpRequest, type SentPoint } from './otlp';
import type { RunningWatchroom } from './watchroom';

/** A session in the words of the contract. */
export interface SentSession {
  counselor_category: string;
  provider?: 'daily_co' | 'livekit' | 'beyond_presence';
  start_time: string;
  end_time?: string;
  last_seen_at?: string;
  quality_metrics?: { connection_quality_average: string; reported_at?: string };
}

/** The platform that is watched, as Watchroom knows it: through the two doors of ingest. */
export class CounsellingPlatform {
  private heartbeat: NodeJS.Timeout | null = null;

  constructor(private readonly watchroom: Pick<RunningWatchroom, 'url' | 'ingestToken'>) {}

  put(id: string, session: SentSession): Promise<Response> {
    return this.send('PUT', `${routes.ingestSessions}/${id}`, 'application/json', JSON.stringify(session));
  }

  /** All of them in one batch. */
  async report(sessions: readonly (SentSession & { session_id: string })[]): Promise<unknown> {
    const lines = sessions.map((session) => JSON.stringify(session)).join('\n');
    return (await this.send('POST', routes.ingestSessions, 'application/x-ndjson', lines)).json();
  }

  async export(...points: SentPoint[]): Promise<void> {
    const body = JSON.stringify(otlpRequest(points));
    const answer = await this.send('POST', routes.ingestMetrics, 'application/json', body);
    const text = await answer.text();
    if (answer.status !== 200 || text !== '{}') throw new Error(`OTLP: ${answer.status} ${text}`);
  }

  /** Exports without new requests, as an SDK does at its own pace: the service is seen to be there. */
  keepReporting(service: string): void {
    const beat = () => this.export({ service, atMs: Date.now(), durationsMs: [] }).catch(() => undefined);
    this.heartbeat = setInterval(() => void beat(), 15_000).unref();
  }

  stop(): void {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
  }

  private send(method: string, path: string, type: string, body: string): Promise<Response> {
    const headers = { authorization: `Bearer ${this.watchroom.ingestToken()}`, 'content-type': type };
    return fetch(`${this.watchroom.url}${path}`, { method, headers, body });
  }
}
