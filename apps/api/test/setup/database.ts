import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source';
import { migrate } from '../../src/platform/database/migrate';
import { schema } from '../../src/schema';

export interface TestDatabase {
  url: string;
  dataSource: DataSource;
  drop(): Promise<void>;
}

/** All migrations take longer than a copy of what they make. */
const TEMPLATE = 'migrated';

/** Once for each server, before the first suite. */
export async function makeTemplate(server: string): Promise<void> {
  await inServer(server, `CREATE DATABASE ${TEMPLATE}`);
  const dataSource = await connected(urlOf(server, TEMPLATE));
  await migrate(dataSource);
  await dataSource.destroy();
}

/** A database of the suite's own, migrated and empty. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (server === undefined) throw new Error('No PostgreSQL: run this suite with test/jest.config.mjs');
  const name = `suite_${randomBytes(6).toString('hex')}`;
  await inServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = urlOf(server, name);
  const dataSource = await connected(url);
  return {
    url,
    dataSource,
    drop: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await inServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const urlOf = (server: string, name: string) => server.replace(/\/[^/]*$/, `/${name}`);

const connected = (url: string): Promise<DataSource> =>
  createDataSource({ url, poolSize: 10, applicationName: 'suite' }, schema).initialize();

/** Runs this in the server's own database: for what cannot be done to a database from inside. */
export async function inServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
