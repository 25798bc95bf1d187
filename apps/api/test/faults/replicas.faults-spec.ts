import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Admin } from '../e2e/setup/admin';
import { eventually } from '../e2e/setup/patience';
import type { DatabaseServer } from './setup/database-server';
import type { FaultyProxy } from './setup/faulty-proxy';
import type { Platform } from './setup/platform';
import type { Replica } from './setup/replica';
import { Stage } from './setup/stage';
import { ANSWERS_WITHIN_MS, expectExactly, expectOnly } from './setup/verdicts';

const OVERTAKEN_WITHIN_MS = 30_000;
const FOLDED_WITHIN_MS = 45_000;

interface Member {
  replica: Replica;
  /** Its way to the database. */
  proxy: FaultyProxy;
}

const stage = new Stage();
let database: DatabaseServer;
let members: Member[];
let platform: Platform;

beforeAll(async () => {
  database = await stage.database();
  members = await Promise.all([member(), member(), member()]);
  platform = stage.platform(
    members.map(({ replica }) => replica),
    150,
  );
  await eventually(() => expect(platform.acknowledged.length).toBeGreaterThan(50));
});
afterAll(() => stage.end());

async function member(): Promise<Member> {
  const proxy = await stage.proxy(database.url);
  return { proxy, replica: await stage.replica(proxy.url, await stage.vendor()) };
}

interface Lease {
  holder: string;
  token: string;
}

async function lease(): Promise<Lease> {
  const [row] = await database.ask<Lease>(
    'SELECT holder, token FROM leases WHERE expires_at > clock_timestamp()',
  );
  if (row === undefined) throw new Error('Nobody leads');
  return row;
}

/** The member that holds the lease, found by where its connections come from. */
async function leader(): Promise<Member> {
  const ports = await database.ask<{ client_port: number }>(
    `SELECT client_port FROM pg_stat_activity WHERE application_name = (SELECT 'watchroom ' || holder FROM leases)`,
  );
  const found = members.find(({ proxy }) => ports.some(({ client_port }) => proxy.isKnownBy(client_port)));
  if (found === undefined) throw new Error('Who leads is none of us');
  return found;
}

/** Resolves once another holder has the lease and works: the marks of the senders are folded again. */
async function overtaken(before: Lease): Promise<void> {
  const from = performance.now();
  const now = await eventually(async () => {
    const next = await lease();
    expect(next.holder).not.toBe(before.holder);
    return next;
  }, OVERTAKEN_WITHIN_MS);
  expect(BigInt(now.token)).toBeGreaterThan(BigInt(before.token));
  expect(performance.now() - from).toBeLessThan(OVERTAKEN_WITHIN_MS);
  const [{ newest } = { newest: new Date(0) }] = await newestJudgement();
  await eventually(async () =>
    expect((await newestJudgement())[0]?.newest.getTime()).toBeGreaterThan(newest.getTime()),
  );
}

const newestJudgement = () =>
  database.ask<{ newest: Date }>('SELECT max(judged_at) AS newest FROM health_states');

describe('three replicas under load', () => {
  it('go on without a leader that is frozen, which leads no more when it thaws', async () => {
    const before = await lease();
    const { replica } = await leader();
    replica.freeze();
    await overtaken(before);
    replica.thaw();
    await replica.ready();
    expect((await lease()).holder).not.toBe(before.holder);
  });

  it('go on without a leader that is cut off, which answers in time and says so', async () => {
    const before = await lease();
    const { replica, proxy } = await leader();
    const cutAt = performance.now();
    proxy.cut();
    await overtaken(before);
    const mended = performance.now();
    proxy.mend();
    await replica.ready();
    const answers = platform.answers.filter(
      ({ from, askedAtMs }) => from === replica.url && askedAtMs > cutAt && askedAtMs < mended - 5_000,
    );
    expect(answers.length).toBeGreaterThan(5);
    expectOnly([503], answers, replica.output);
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(ANSWERS_WITHIN_MS);
  });

  it('go on without a leader that was killed in the middle of its work', async () => {
    const before = await lease();
    await (await leader()).replica.kill();
    await overtaken(before);
  });

  it('leave the same rows as one replica that nothing happened to, byte for byte', async () => {
    await platform.stop();
    const alone = await stage.replica(await database.another('undisturbed'));
    await platform.repeatTo(alone.url);
    const alive = members.find(({ replica }) => replica.isRunning)!.replica;
    const admin: Admin = await stage.admin(alive);
    await expectExactly(platform.kept, admin);
    await eventually(async () => {
      const undisturbed = await rowsIn('undisturbed');
      expect(undisturbed.requests).toBe(platform.kept.requests);
      expect(await rowsIn()).toEqual(undisturbed);
    }, FOLDED_WITHIN_MS);
  });
});

const TABLES = {
  minutes: `SELECT * FROM request_minutes WHERE service = 'rooms-api' ORDER BY minute, instance`,
  hours: `SELECT * FROM error_buckets WHERE service = 'rooms-api' ORDER BY hour`,
  totals: 'SELECT * FROM error_bucket_totals ORDER BY hour',
  sessions: `SELECT s.*, c.name FROM sessions s JOIN counselor_categories c ON c.id = category_id ORDER BY session_id`,
  sessionHours: `SELECT h.hour, c.name, h.quality, h.sessions FROM session_hours h
    JOIN counselor_categories c ON c.id = category_id ORDER BY 1, 2, 3`,
};

/** All that is folded from what the platform sent. Ids of categories depend on who came first. */
async function rowsIn(name?: string): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = {};
  for (const [table, sql] of Object.entries(TABLES)) {
    const found = await database.ask<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) - 'category_id' AS row FROM (${sql}) t`,
      [],
      name,
    );
    rows[table] = found.map(({ row }) => row);
  }
  const hours = rows.hours as { requests: number }[];
  return { ...rows, requests: hours.reduce((sum, { requests }) => sum + requests, 0) };
}
