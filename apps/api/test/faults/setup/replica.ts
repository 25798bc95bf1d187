import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { routes } from '@watchroom/contracts';
import { freePort } from '../../../launcher/postgres/embedded-postgres';
import { exitOf, NODE_FLAGS } from '../../../launcher/processes';
import { ADMIN_SETTINGS } from '../../e2e/setup/admin';
import { eventually } from '../../e2e/setup/patience';
import { ROOT } from '../../e2e/setup/watchroom';
import { signal } from './database-server';

export const INGEST_TOKEN = 'ingest-token-of-the-fault-suite';
const READY_WITHIN_MS = 80_000;
const ENDS_WITHIN_MS = 15_000;

/** One API process, as `npm start` runs it. */
export class Replica {
  private log = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (bytes: Buffer) => (this.log += bytes.toString()));
  }

  /** Does not wait until it is ready. */
  static async launch(databaseUrl: string, settings: Record<string, string> = {}): Promise<Replica> {
    const port = String(await freePort());
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: '5',
      JWT_SECRET: 'signing-key-of-the-fault-suite-0123456789',
      INGEST_TOKEN,
      HOST: '127.0.0.1',
      PORT: port,
      ...ADMIN_SETTINGS,
      ...settings,
    };
    const main = join(ROOT, 'apps/api/dist/main.js');
    const child = spawn(process.execPath, [...NODE_FLAGS, main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    return new Replica(child, `http://127.0.0.1:${port}`);
  }

  async ready(withinMs = READY_WITHIN_MS): Promise<void> {
    await eventually(async () => {
      if (!this.isRunning) throw new Error(`It ended:\n${this.log}`);
      const { status } = await fetch(`${this.url}${routes.healthReady}`);
      if (status !== 200) throw new Error(`Not ready: ${status}\n${this.log}`);
    }, withinMs);
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Everything that it printed. */
  get output(): string {
    return this.log;
  }

  freeze(): void {
    signal(this.pid, 'SIGSTOP');
  }

  thaw(): void {
    signal(this.pid, 'SIGCONT');
  }

  async kill(): Promise<void> {
    signal(this.pid, 'SIGKILL');
    await exitOf(this.child);
  }

  /** Asks it to end, as a deployment does; resolves with its exit code. */
  async stop(): Promise<number | null> {
    signal(this.pid, 'SIGTERM');
    await exitOf(this.child);
    return this.child.exitCode;
  }

  /** However it stands: it is gone afterwards. */
  async end(): Promise<void> {
    if (!this.isRunning) return;
    this.thaw();
    const timer = setTimeout(() => signal(this.pid, 'SIGKILL'), ENDS_WITHIN_MS);
    await this.stop();
    clearTimeout(timer);
  }

  private get pid(): number {
    if (this.child.pid === undefined) throw new Error('It was never started');
    return this.child.pid;
  }
}
