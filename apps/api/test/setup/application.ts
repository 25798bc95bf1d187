import { randomBytes } from 'node:crypto';
import { ADMIN_COOKIE, routes, type Role } from '@watchroom/contracts';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../../src/application';
import { AdminAccounts } from '../../src/auth/admin-accounts';
import { FirstAdmin } from '../../src/auth/first-admin';
import type { Clock } from '../../src/platform/clock/clock';
import { readServingConfig } from '../../src/platform/config/read-config';
import type { Environment } from '../../src/platform/config/setting-reader';
import { DatabaseConnector } from '../../src/platform/database/database.connector';
import { createAdapter } from '../../src/platform/http/fastify';
import { Readiness } from '../../src/platform/readiness';
import { createTestDatabase, type TestDatabase } from './database';

/** Somebody signed in: send `headers` with a request, or put `cookie` or `bearer` together yourself. */
export interface TestSignIn {
  email: string;
  password: string;
  role: Role;
  token: string;
  /** For the `cookie` header. */
  cookie: string;
  /** For the `authorization` header. */
  bearer: string;
  headers: { cookie: string };
}

export interface TestApplication {
  app: NestFastifyApplication;
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  url: string;
  database: TestDatabase;
  ingestToken: string;
  /** Makes a new admin with this role and signs them in over HTTP. */
  signIn(role: Role): Promise<TestSignIn>;
  /** Ends the application and drops its database. */
  close(): Promise<void>;
}

export interface TestApplicationOptions {
  /** Share the database of another application: two replicas. */
  database?: TestDatabase;
  /** Watch the routes as they are registered. */
  adapter?: FastifyAdapter;
  /** Its time; the machine's own by default. */
  clock?: Clock;
  /** Folder below which `apps/web/dist` is looked for; none by default. */
  root?: string;
}

export const TEST_INGEST_TOKEN = 'ingest-token-of-the-tests';

/** The whole API on a database of its own, migrated, ready and listening on 127.0.0.1. */
export async function startTestApplication(
  overrides: Environment = {},
  { database: shared, adapter, clock, root = '/nowhere' }: TestApplicationOptions = {},
): Promise<TestApplication> {
  const database = shared ?? (await createTestDatabase());
  const environment = {
    DATABASE_URL: database.url,
    JWT_SECRET: 'signing-key-of-the-tests-0123456789',
    INGEST_TOKEN: TEST_INGEST_TOKEN,
    HOST: '127.0.0.1',
    PORT: '0',
    ...overrides,
  };
  const config = readServingConfig(environment, root);
  const app = await createApplication(
    config,
    root,
    adapter ?? createAdapter(config.http.trustedProxies),
    clock,
  );
  app.useLogger(['error', 'fatal']);
  await app.listen(0, '127.0.0.1');
  await app.get(DatabaseConnector).connect();
  await app.get(FirstAdmin).ensure();
  app.get(Readiness).phase = 'ready';
  return {
    app,
    url: await app.getUrl(),
    database,
    ingestToken: config.secrets.ingest,
    signIn: (role) => signInTo(app, role),
    close: async () => {
      await app.close();
      if (shared === undefined) await database.drop();
    },
  };
}

async function signInTo(app: NestFastifyApplication, role: Role): Promise<TestSignIn> {
  const email = `${role.toLowerCase()}-${randomBytes(4).toString('hex')}@watchroom.test`;
  const password = randomBytes(12).toString('base64url');
  await app.get(AdminAccounts).put(email, role, password);
  const answer = await app.inject({ method: 'POST', url: routes.login, payload: { email, password } });
  const token = answer.cookies.find(({ name }) => name === ADMIN_COOKIE)?.value;
  if (token === undefined) throw new Error(`The test admin could not sign in: ${answer.payload}`);
  const cookie = `${ADMIN_COOKIE}=${token}`;
  return { email, password, role, token, cookie, bearer: `Bearer ${token}`, headers: { cookie } };
}
