import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { routes } from '@watchroom/contracts';
import pg from 'pg';
import { migrations } from '../../migrations';
import { createApplication } from '../../src/application';
import { WebhookSessionFolder } from '../../src/features/reconciliation/webhook-session.folder';
import { readServingConfig } from '../../src/platform/config/read-config';
import { createDataSource } from '../../src/platform/database/data-source';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { MIGRATION_LOCK } from '../../src/platform/database/migrate';
import { Leadership } from '../../src/platform/lease/leadership';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { eventually } from '../e2e/setup/patience';
import { inServer } from '../setup/database';

const TOKEN = 'ingest-token-of-the-slow-start';
const server = process.env.TEST_DATABASE_URL ?? '';
const name = `suite_${randomBytes(6).toString('hex')}`;
const url = server.replace(/\/[^/]*$/, `/${name}`);
const other = new pg.Client({ connectionString: url });
let app: NestFastifyApplication;

/** A release that stands half migrated: there are leases, and no sessions of webhooks yet. */
beforeAll(async () => {
  await inServer(server, `CREATE DATABASE ${name}`);
  const half = createDataSource(
    { url, poolSize: 1, applicationName: 'suite' },
    { entities: [], migrations: migrations.slice(0, 1) },
  );
  await half.initialize();
  await half.runMigrations();
  await half.destroy();
  await other.connect();
  await other.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);

  const config = readServingConfig(
    { DATABASE_URL: url, JWT_SECRET: 'signing-key-of-the-tests-0123456789', INGEST_TOKEN: TOKEN, PORT: '0' },
    '/nowhere',
  );
  app = await createApplication(config, '/nowhere');
  app.useLogger(false);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await other.end();
  await inServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
});

const waitsForItsTurn = async () => {
  const { rowCount } = await other.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database =
       (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(rowCount).toBe(1);
};

const report = () =>
  app.inject({
    method: 'PUT',
    url: `${routes.ingestSessions}/${randomUUID()}`,
    headers: { authorization: `Bearer ${TOKEN}` },
    payload: { counselor_category: 'Anxiety', start_time: new Date().toISOString() },
  });

it('works in the background and takes reports only once its tables are there', async () => {
  const errors = jest.spyOn(Logger.prototype, 'error');
  const lease = app.get<LeaseLeadership>(Leadership);
  const folder = app.get(WebhookSessionFolder);
  void app.get(DatabaseConnector).connect();
  await eventually(waitsForItsTurn);

  await lease.renew();
  await folder.tick();
  expect(lease.isLeader).toBe(false);
  const early = await report();
  expect([early.statusCode, early.headers['retry-after']]).toEqual([503, '2']);

  await other.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  await app.get(DatabaseConnector).connect();
  await lease.renew();
  await folder.tick();
  expect(lease.isLeader).toBe(true);
  expect((await report()).statusCode).toBe(204);
  expect(errors.mock.calls).toEqual([]);
});
