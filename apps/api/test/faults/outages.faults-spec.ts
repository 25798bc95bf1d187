import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Admin } from '../e2e/setup/admin';
import type { DatabaseServer } from './setup/database-server';
import type { FaultyProxy } from './setup/faulty-proxy';
import { type Outage, suffer } from './setup/outage';
import type { Replica } from './setup/replica';
import { Stage } from './setup/stage';

const stage = new Stage();
const kept = { sessions: 0, requests: 0, errors: 0 };
let database: DatabaseServer;
let proxy: FaultyProxy;
let replica: Replica;
let admin: Admin;

beforeAll(async () => {
  database = await stage.database({ max_connections: '20' });
  proxy = await stage.proxy(database.url);
  replica = await stage.replica(proxy.url, await stage.vendor());
  admin = await stage.admin(replica);
});
afterAll(() => stage.end());

const OUTAGES: Record<string, Outage> = {
  stopped: { begin: () => database.stop(), end: () => database.startAgain() },
  frozen: { begin: () => database.freeze(), end: () => database.thaw() },
  'read-only': {
    begin: () => database.becomeReadOnly(true),
    end: () => database.becomeReadOnly(false),
    readsGoOn: true,
  },
  'out of connections': { begin: () => database.crowd(), end: () => database.leave() },
  slow: { begin: () => proxy.slowDown(3_000), end: () => proxy.slowDown(0) },
  crashed: { begin: () => database.crash(), end: () => database.startAgain() },
};

describe('the database is away', () => {
  it.each(Object.entries(OUTAGES))('%s', (_, outage) => suffer(outage, { stage, replica, admin, kept }));
});
