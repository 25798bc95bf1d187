import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { LaunchError } from '../launch-error';
import { commandLineOf, exitOf, gone, isAlive, pause } from '../processes';
import { chooseRunner, findBinaries, type PostgresRunner } from './binaries';

const USER = 'watchroom';
const DATABASE = 'watchroom';
const MAJOR_VERSION = '18';
const START_WITHIN_MS = 30_000;
const FAST_STOP_MS = 8_000;

/** A real PostgreSQL server of our own, below the data directory, on 127.0.0.1 and a free port. */
export class EmbeddedPostgres {
  private server: ChildProcess | null = null;
  private port: number | null = null;
  private stopping = false;
  private readonly runner: PostgresRunner;
  private readonly data: string;
  private readonly logFile: string;

  constructor(
    dataDir: string,
    private readonly password: string,
    private readonly settings: Record<string, string> = {},
  ) {
    const fallback = `/var/tmp/watchroom-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
    this.runner = chooseRunner(findBinaries(), fallback);
    const room = this.runner.asUser === null ? dataDir : fallback;
    this.data = join(room, 'postgres');
    this.logFile = join(dataDir, 'postgres.log');
  }

  /** The server's process; for tests that freeze or kill it. */
  get pid(): number | null {
    return this.server?.pid ?? null;
  }

  /** Address of the running server. @throws LaunchError naming what stands in the way and its cure. */
  async start(): Promise<string> {
    await this.stopOrphan();
    if (!existsSync(join(this.data, 'PG_VERSION'))) this.initialise();
    this.checkVersion();
    this.port ??= await freePort();
    await this.serve(this.port);
    await this.createDatabase(this.port);
    return this.address(this.port, DATABASE);
  }

  /** From now on a server that ends by itself is started again at the same address. */
  keepAlive(log: (line: string) => void): void {
    this.server?.once('exit', (code, signal) => {
      if (this.stopping) return;
      log(`PostgreSQL ended unexpectedly (${signal ?? `exit ${code}`}); starting it again`);
      void this.revive(log);
    });
  }

  /** Fast shutdown: open transactions are rolled back; immediate when that takes too long. */
  async stop(): Promise<void> {
    this.stopping = true;
    const server = this.server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGINT');
    const timer = setTimeout(() => server.kill('SIGQUIT'), FAST_STOP_MS);
    await exitOf(server);
    clearTimeout(timer);
  }

  /** What a killed server leaves behind needs a moment to go away: hence more than one try. */
  private async revive(log: (line: string) => void): Promise<void> {
    for (let attempt = 1; !this.stopping && this.port !== null; attempt++) {
      await pause(Math.min(500 * attempt, 5_000));
      if (this.stopping) return;
      try {
        await this.stopOrphan();
        await this.serve(this.port);
        return this.keepAlive(log);
      } catch (error) {
        log(
          `PostgreSQL could not be started again yet: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }

  private async serve(port: number): Promise<void> {
    const log = openSync(this.logFile, 'a', 0o600);
    this.server = this.spawnServer(port, log);
    closeSync(log);
    await this.untilReady(this.server);
  }

  private address(port: number, database: string): string {
    return `postgresql://${USER}:${this.password}@127.0.0.1:${port}/${database}`;
  }

  /** A launcher that was killed leaves its server running. */
  private async stopOrphan(): Promise<void> {
    const pidFile = join(this.data, 'postmaster.pid');
    if (!existsSync(pidFile)) return;
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    const ours = Number.isInteger(pid) && isAlive(pid) && commandLineOf(pid).includes(this.data);
    if (!ours) return;
    process.kill(pid, 'SIGINT');
    if (await gone(pid, FAST_STOP_MS)) return;
    process.kill(pid, 'SIGQUIT');
    if (!(await gone(pid, FAST_STOP_MS)))
      throw new LaunchError(
        `An earlier database server (process ${pid}) does not stop; end it, then start again.`,
      );
  }

  private checkVersion(): void {
    const version = readFileSync(join(this.data, 'PG_VERSION'), 'utf8').trim();
    if (version !== MAJOR_VERSION)
      throw new LaunchError(
        `DATA_DIR holds a database of PostgreSQL ${version}, and this Watchroom brings ${MAJOR_VERSION}. ` +
          'Move the directory away, or set DATA_DIR to another one.',
      );
  }

  /** Made beside and renamed, so that an interrupted first start leaves nothing half made. */
  private initialise(): void {
    const making = `${this.data}.new`;
    const passwordFile = `${this.data}.password`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, this.password, { mode: 0o600 });
    if (this.runner.asUser !== null)
      for (const path of [making, passwordFile]) chownSync(path, this.runner.asUser, this.runner.asUser);
    const options = [
      '-D',
      making,
      '-U',
      USER,
      '-E',
      'UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ];
    const [command, args] = this.command('initdb', options);
    const made = spawnSync(command, args, { ...this.identity(), cwd: '/', encoding: 'utf8' });
    rmSync(passwordFile, { force: true });
    if (made.status !== 0)
      throw new LaunchError(
        `PostgreSQL could not set up DATA_DIR: ${complaintIn(made.stderr ?? String(made.error))}`,
      );
    renameSync(making, this.data);
  }

  private spawnServer(port: number, log: number): ChildProcess {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      max_connections: '100',
      shared_buffers: '128MB',
      ...this.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command, args] = this.command('postgres', ['-D', this.data, ...flags]);
    // detached: Ctrl-C must reach the API first, which still has rows to flush
    return spawn(command, args, {
      ...this.identity(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
  }

  private command(program: string, args: string[]): [string, string[]] {
    const [command, ...rest] = [...this.runner.prefix, join(this.runner.home, 'bin', program), ...args];
    return [command ?? program, rest];
  }

  private identity(): { uid?: number; gid?: number } {
    const { asUser } = this.runner;
    return asUser === null ? {} : { uid: asUser, gid: asUser };
  }

  /** The pid file of a killed server is stale: only a `ready` beside our own process counts. */
  private async untilReady(server: ChildProcess): Promise<void> {
    const pidFile = join(this.data, 'postmaster.pid');
    for (
      const deadline = performance.now() + START_WITHIN_MS;
      performance.now() < deadline;
      await pause(15)
    ) {
      if (server.exitCode !== null)
        throw new LaunchError(`PostgreSQL did not start: ${complaintIn(readFileSync(this.logFile, 'utf8'))}`);
      const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
      if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return;
    }
    await this.stop();
    throw new LaunchError(`PostgreSQL was not ready within ${START_WITHIN_MS / 1000} s; see ${this.logFile}`);
  }

  private async createDatabase(port: number): Promise<void> {
    const client = new pg.Client({ connectionString: this.address(port, 'postgres') });
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    await client.end();
  }
}

/** The last line that says what went wrong; what comes after it only tidies up. */
export function complaintIn(text: string): string {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /\b(?:error|FATAL|PANIC|could not)\b/.test(line)) ?? lines.at(-1) ?? '';
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
