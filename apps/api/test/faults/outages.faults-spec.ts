import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Admin } from '../e2e/setup/admin';
import type { DatabaseServer } from './setup/database-server';
import { type Outage, suffer } from './setup/outage';
import type { Replica } from './setup/replica';
import { Stage } from './setup/stage';

const stage = new Stage();
const kept = { sessions: 0, requests: 0, errors: 0 };
let database: DatabaseServer;
let replica: Replica;
let admin: Admin;

beforeAll(async () => {
  database = await stage.database();
  replica = await stage.replica(database.url, await stage.vendor());
  admin = await stage.admin(replica);
});
afterAll(() => stage.end());

const OUTAGES: Record<string, Outage> = {
  stopped: { begin: () => database.stop(), end: () => database.startAgain() },
  frozen: { begin: () => database.freeze(), end: () => database.thaw() },
  crashed: { begin: () => database.crash(), end: () => database.startAgain() },
};

describe('the database is away', () => {
  it.each(Object.entries(OUTAGES))('%s', (_, outage) => suffer(outage, { stage, replica, admin, kept }));
});
