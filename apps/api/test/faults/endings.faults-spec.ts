import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import { eventually } from '../e2e/setup/patience';
import { type Answer, timed } from './setup/answers';
import type { DatabaseServer } from './setup/database-server';
import type { Replica } from './setup/replica';
import { Stage } from './setup/stage';
import { expectExactly } from './setup/verdicts';

/** How long a replica keeps to itself what it counted of its own requests. */
const UNWRITTEN_MS = 3_500;

const stage = new Stage();
let database: DatabaseServer;
beforeAll(async () => {
  database = await stage.database();
});
afterAll(() => stage.end());

/** Asks without pause, several at once, until nobody answers any more. */
class Crowd {
  readonly answers: Answer[] = [];
  private readonly asking: Promise<unknown>;

  constructor(private readonly replica: Replica) {
    this.asking = Promise.all([this.ask(), this.ask(), this.ask()]);
  }

  get answered(): Answer[] {
    return this.answers.filter(({ status }) => status !== 0);
  }

  done(): Promise<unknown> {
    return this.asking;
  }

  private async ask(): Promise<void> {
    for (let status = 1; status !== 0;) {
      const answer = await timed('me', `${this.replica.url}${routes.me}`);
      this.answers.push(answer);
      ({ status } = answer);
    }
  }
}

const ownRequests = async (name: string): Promise<number> => {
  const [row] = await database.ask<{ n: number }>(
    `SELECT coalesce(sum(requests), 0)::int AS n FROM request_minutes WHERE service = 'watchroom-api'`,
    [],
    name,
  );
  return row?.n ?? 0;
};

async function openOn(name: string) {
  const replica = await stage.replica(await database.another(name));
  const crowd = new Crowd(replica);
  await eventually(() => expect(crowd.answered.length).toBeGreaterThan(100));
  return { replica, crowd };
}

it('counts every request that it answered, and reports its pool to the end, when it is asked to end', async () => {
  const { replica, crowd } = await openOn('asked_to_end');
  const askedAt = Date.now();
  expect(await replica.stop()).toBe(0);
  await crowd.done();

  const counted = await ownRequests('asked_to_end');
  expect(counted).toBeGreaterThanOrEqual(crowd.answered.length);
  expect(counted).toBeLessThanOrEqual(crowd.answers.length);
  const [pool] = await database.ask<{ newest: Date; n: number }>(
    'SELECT max(reported_at) AS newest FROM pool_minutes',
    [],
    'asked_to_end',
  );
  expect(pool?.newest.getTime()).toBeGreaterThanOrEqual(askedAt);
});

it('loses what it had not written when it is killed, and no more, and the next one counts nothing twice', async () => {
  const { replica, crowd } = await openOn('killed');
  await eventually(async () => expect(await ownRequests('killed')).toBeGreaterThan(0));
  const killedAt = performance.now();
  await replica.kill();
  await crowd.done();

  const counted = await ownRequests('killed');
  const sure = crowd.answered.filter(({ askedAtMs, tookMs }) => askedAtMs + tookMs < killedAt - UNWRITTEN_MS);
  expect(counted).toBeGreaterThanOrEqual(sure.length);
  expect(counted).toBeLessThanOrEqual(crowd.answers.length);
  const next = await stage.replica(database.urlOf('killed'));
  expect(await next.stop()).toBe(0);
  expect(await ownRequests('killed')).toBe(counted);
});

it('keeps everything that it acknowledged, whether it is asked to end or killed in the middle of it', async () => {
  const url = await database.another('acknowledged');
  const opened = [stage.replica(url), stage.replica(url), stage.replica(url)] as const;
  const [asked, killed, third] = await Promise.all(opened);
  const platform = stage.platform([asked, killed, third]);
  const more = async (count: number) => {
    const before = platform.acknowledged.length;
    await eventually(() => expect(platform.acknowledged.length).toBeGreaterThan(before + count));
  };
  await more(60);
  await Promise.all([asked.stop(), more(20).then(() => killed.kill())]);
  await more(60);
  await platform.stop();
  await expectExactly(platform.kept, await stage.admin(third));
});
