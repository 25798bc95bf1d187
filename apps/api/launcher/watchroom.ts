import { join } from 'node:path';
import type { AppConfig } from '../src/platform/config/config';
import type { Environment } from '../src/platform/config/setting-reader';
import { answers, whyNotListen } from './addresses';
import { DataDirectory } from './data-directory';
import { createDemoAccounts, DEMO_ACCOUNTS, demoPassword } from './demo-accounts';
import { DemoPast } from './demo-past';
import { DemoPlatform } from './demo-platform';
import { LaunchError } from './launch-error';
import { EmbeddedPostgres, freePort } from './postgres/embedded-postgres';
import { exitOf } from './processes';
import { readOrCreateSecrets } from './secrets';
import { Supervised } from './supervisor';

const READY_WITHIN_MS = 60_000;

interface Ground {
  databaseUrl: string;
  jwt: string;
  ingest: string;
}

/** The running whole: database, demo platform, API with the page; started in order, stopped in reverse. */
export class Watchroom {
  isStopping = false;
  private port = 0;
  private readonly directory: DataDirectory;
  private postgres: EmbeddedPostgres | null = null;
  private demo: DemoPlatform | null = null;
  private demoPast: DemoPast | null = null;
  private api: Supervised | null = null;
  private stopped: Promise<void> | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly env: Environment,
    private readonly root: string,
  ) {
    this.directory = new DataDirectory(config.dataDir);
  }

  /** Resolves when all of it answers. @throws LaunchError naming what stands in the way. */
  async start(): Promise<void> {
    const { host, port } = this.config.http;
    this.port = port === 0 ? await freePort() : port;
    const obstacle = await whyNotListen(host, this.port);
    if (obstacle !== null) throw new LaunchError(obstacle);
    if (this.config.demo) this.demoPast = new DemoPast(this.program('demo-past'), this.config);
    const ground = await this.layGround();
    const past = this.demoPast?.writeWatched(ground.databaseUrl);
    if (this.config.demo)
      this.demo = new DemoPlatform(
        this.program('demo-platform'),
        this.origin,
        ground.ingest,
        this.config.dataDir,
      );
    const [simulated] = await Promise.all([this.demo?.standIns(), past]);
    if (this.isStopping) return;
    this.api = new Supervised(this.apiProgram(ground, simulated ?? {}), console.error);
    await this.untilReady(this.api);
    this.api.keepAlive();
    this.directory.announce({ database_url: ground.databaseUrl, port: this.port, pid: process.pid });
    await this.welcome(ground);
  }

  /** Ends every child; safe to call again. */
  stop(): Promise<void> {
    this.isStopping = true;
    return (this.stopped ??= this.stopAll());
  }

  /** Starts the API anew, as it is built now. */
  async restartApi(): Promise<void> {
    await this.api?.replace();
  }

  private async stopAll(): Promise<void> {
    await Promise.all([this.demo?.stop(), this.demoPast?.stop()]);
    await this.api?.stop();
    await this.postgres?.stop();
    this.directory.close();
  }

  /** Where this machine reaches the API. */
  get origin(): string {
    const { host } = this.config.http;
    const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    return `http://${reachable}:${this.port}`;
  }

  private async layGround(): Promise<Ground> {
    const { database, secrets } = this.config;
    if (database.url !== null && secrets.jwt !== null && secrets.ingest !== null)
      return { databaseUrl: database.url, jwt: secrets.jwt, ingest: secrets.ingest };
    this.directory.open();
    const generated = readOrCreateSecrets(this.config.dataDir);
    this.postgres = new EmbeddedPostgres(this.config.dataDir, generated.database);
    const databaseUrl = await this.postgres.start();
    this.postgres.keepAlive(console.error);
    return { databaseUrl, jwt: secrets.jwt ?? generated.jwt, ingest: secrets.ingest ?? generated.ingest };
  }

  private program(name: string): string {
    return join(this.root, 'apps/api/dist', `${name}.js`);
  }

  private apiProgram(ground: Ground, simulated: Record<string, string>) {
    const env: NodeJS.ProcessEnv = {
      ...this.env,
      ...simulated, // in the demo everything is simulated, also for whoever has keys of their own
      PORT: String(this.port),
      DATABASE_URL: ground.databaseUrl,
      JWT_SECRET: ground.jwt,
      INGEST_TOKEN: ground.ingest,
      DEMO: this.config.demo ? 'on' : 'off',
    };
    return { name: 'The API', file: this.program('main'), env };
  }

  private async untilReady(api: Supervised): Promise<void> {
    const ended = exitOf(api.process).then(() => {
      throw new LaunchError('The API ended while starting; what it printed above says why.');
    });
    ended.catch(() => undefined); // raced below, or of no interest once ready
    const ready = answers(`${this.origin}/health/ready`, READY_WITHIN_MS);
    if (!(await Promise.race([ready, ended])))
      throw new LaunchError(
        `The API was not ready within ${READY_WITHIN_MS / 1000} s; what it printed above says why.`,
      );
    if (!(await answers(`${this.origin}/admin/dashboard`, 5_000)))
      throw new LaunchError('The page is not served. Run npm run build, then start again.');
  }

  private async welcome(ground: Ground): Promise<void> {
    if (this.demo) {
      await Promise.all([
        createDemoAccounts(ground.databaseUrl, ground.jwt),
        this.demo.play(),
        this.demoPast?.writeRecent(),
      ]);
      this.demoPast?.goOn();
      console.log('Demo: simulated data. Sign in with');
      for (const { email, role } of DEMO_ACCOUNTS)
        console.log(`  ${email}  ${demoPassword(ground.jwt, email)}  (${role})`);
    } else if (this.config.firstAdmin === null) {
      console.log('No account yet? npm run admin -- create --email you@example.org --role SYSTEM_MONITOR');
    }
    if (this.isStopping) return;
    const host = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(this.config.http.host)
      ? 'localhost'
      : this.config.http.host;
    console.log(`Watchroom is ready: http://${host}:${this.port}/admin/dashboard`);
  }
}
