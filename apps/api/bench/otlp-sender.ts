import { Agent, request } from 'node:http';
import { OtlpExport } from './otlp-export';

/** What the bench asks this process to send. Instances are numbers; each exports once in `everyMs`. */
export interface SenderOrder {
  url: string;
  token: string;
  instances: number[];
  services: number;
  everyMs: number;
  forMs: number;
}

/** `latencies` in ms from the moment when an export was due; `statuses`: how many answers had each, 0 = none. */
export interface SenderReport {
  points: number;
  latencies: number[];
  statuses: Record<number, number>;
}

const SOCKETS = 8;
const FEWEST_SERIES = 50;
const MOST_SERIES = 200;
const LATE_START_MS = 600_000;

process.once('message', (order: SenderOrder) => void send(order));
process.once('disconnect', () => process.exit(0));

async function send(order: SenderOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const report: SenderReport = { points: 0, latencies: [], statuses: {} };
  const exports = order.instances.map((i) => new OtlpExport(i, seriesOf(i), order.services));
  const startMs = Date.now() - LATE_START_MS;
  const beganAt = performance.now();
  const sending: Promise<void>[] = [];
  for (let n = 0; ; n++) {
    const dueAt = beganAt + (n * order.everyMs) / exports.length;
    if (dueAt - beganAt > order.forMs) break;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1 || n % SOCKETS === 0)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
    const each = exports[n % exports.length]!;
    const body = Buffer.from(each.next(startMs, Date.now()));
    sending.push(
      post(order, agent, body).then((status) => {
        report.latencies.push(performance.now() - dueAt);
        report.statuses[status] = (report.statuses[status] ?? 0) + 1;
        if (status === 200) report.points += each.series;
      }),
    );
  }
  await Promise.all(sending);
  process.send?.(report);
  agent.destroy();
}

const seriesOf = (instance: number): number =>
  FEWEST_SERIES + ((instance * 37) % (MOST_SERIES - FEWEST_SERIES + 1));

function post({ url, token }: SenderOrder, agent: Agent, body: Buffer): Promise<number> {
  const headers = { 'content-type': 'application/x-protobuf', authorization: `Bearer ${token}` };
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': body.length },
    });
    sent.once('response', (answer) => {
      let length = 0;
      answer.on('data', (chunk: Buffer) => (length += chunk.length));
      answer.once('end', () =>
        resolve(answer.statusCode === 200 && length > 0 ? 206 : (answer.statusCode ?? 0)),
      );
    });
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}
