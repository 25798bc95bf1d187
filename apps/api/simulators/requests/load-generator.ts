import { setMaxListeners } from 'node:events';
import { Agent, request } from 'node:http';
import { busyness } from '../chance/rhythm';
import { pick, type Random } from '../chance/seeded-random';
import { wait } from '../wait';
import { UNKNOWN_ROOM } from './counselling-api';
import { ROOM_ROUTE, ROUTES, USUAL } from './service-facts';

const MOST_AT_ONCE = 150;
const TRIES = 4;
const RETRY_AFTER_MS = 250;
const GIVE_UP_MS = 10_000;

/** Calls by how often they come; some of those for a room ask for one that is gone. */
const CALLS: Record<string, number> = {
  ...Object.fromEntries(
    ROUTES.map(({ method, route, share }) => [`${method} ${route.replace(':id', '7')}`, share]),
  ),
  [`GET ${ROOM_ROUTE.replace(':id', UNKNOWN_ROOM)}`]: USUAL.unknown,
};

/** Clients of the counselling service: they come at random, in the rhythm of the day, and retry what failed. */
export class LoadGenerator {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly ended = new AbortController();
  private underway = 0;

  constructor(
    private readonly origin: string,
    private readonly random: Random,
    private readonly requestsPerSecond: number = USUAL.requestsPerSecond,
  ) {
    setMaxListeners(MOST_AT_ONCE + 1, this.ended.signal);
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const rate = this.requestsPerSecond * busyness(Date.now());
      await wait((-Math.log(1 - this.random()) / rate) * 1000, this.ended.signal);
      if (!this.ended.signal.aborted && this.underway < MOST_AT_ONCE) void this.visit();
    }
  }

  stop(): void {
    this.ended.abort();
    this.agent.destroy();
  }

  private async visit(): Promise<void> {
    this.underway++;
    const call = pick(this.random, CALLS);
    for (let left = TRIES; left > 0 && !this.ended.signal.aborted; left--) {
      const status = await this.call(call);
      if (status !== null && status < 500) break;
      await wait(RETRY_AFTER_MS * (0.5 + this.random()), this.ended.signal);
    }
    this.underway--;
  }

  /** Status of the answer; null without one. */
  private call(call: string): Promise<number | null> {
    const [method = 'GET', path = '/'] = call.split(' ');
    return new Promise((resolve) => {
      const { agent } = this;
      const sent = request(new URL(path, this.origin), { method, agent, timeout: GIVE_UP_MS }, (answer) => {
        answer.resume().once('close', () => resolve(answer.statusCode ?? null));
      });
      sent.once('timeout', () => sent.destroy());
      sent.once('error', () => resolve(null));
      sent.end();
    });
  }
}
