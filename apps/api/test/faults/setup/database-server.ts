import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../../launcher/postgres/embedded-postgres';
import { gone } from '../../../launcher/processes';
import { familyOf } from '../../e2e/setup/process-tree';

const STOPS_WITHIN_MS = 10_000;

/** A PostgreSQL of the suite's own, to be stopped, frozen and crashed. What it acknowledged survives all of that. */
export class DatabaseServer {
  private readonly frozen: number[] = [];
  private readonly crowded: pg.Client[] = [];

  private constructor(
    private readonly directory: string,
    private readonly postgres: EmbeddedPostgres,
    readonly url: string,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<DatabaseServer> {
    const directory = mkdtempSync(join(tmpdir(), 'watchroom-faults-'));
    chmodSync(directory, 0o755);
    // without fsync a crash of the server loses nothing; only one of the machine would
    const postgres = new EmbeddedPostgres(directory, 'test-only-password', { fsync: 'off', ...settings });
    return new DatabaseServer(directory, postgres, await postgres.start());
  }

  /** Fast shutdown: open transactions are rolled back, connections closed. */
  stop(): Promise<void> {
    return this.postgres.stop();
  }

  /** At the same address as before. */
  async startAgain(): Promise<void> {
    await this.postgres.start();
  }

  /** Immediate shutdown, as after a crash: nothing is written out, the next start recovers from the log. */
  async crash(): Promise<void> {
    process.kill(this.pid, 'SIGQUIT');
    if (!(await gone(this.pid, STOPS_WITHIN_MS))) throw new Error('PostgreSQL does not stop');
  }

  /** The server and every process of it stop dead; their connections stay open. */
  freeze(): void {
    for (const pid of familyOf(this.pid)) {
      process.kill(pid, 'SIGSTOP');
      this.frozen.push(pid);
    }
  }

  thaw(): void {
    for (const pid of this.frozen.splice(0)) signal(pid, 'SIGCONT');
  }

  /** One statement on a connection of its own. */
  async ask<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql, parameters)).rows;
    } finally {
      await client.end();
    }
  }

  /** As after a failover: whoever is connected stays connected, and can only read. */
  async becomeReadOnly(isReadOnly: boolean): Promise<void> {
    await this.ask('SET default_transaction_read_only = off');
    await this.ask(`ALTER SYSTEM SET default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`);
    await this.ask('SELECT pg_reload_conf()');
  }

  /** Others take every connection that the server has. */
  async crowd(): Promise<void> {
    const [first = await this.enter()] = this.crowded;
    if (first === null) throw new Error('There is no room for anybody');
    do while ((await this.enter()) !== null);
    while ((await this.sendAwayOthers(first)) > 0);
  }

  async leave(): Promise<void> {
    await Promise.all(this.crowded.splice(0).map((client) => client.end()));
  }

  /** A fresh database on this server; answers its address. */
  async another(name: string): Promise<string> {
    await this.ask(`CREATE DATABASE ${name}`);
    return this.url.replace(/\/[^/]*$/, `/${name}`);
  }

  async end(): Promise<void> {
    this.thaw();
    await this.leave();
    await this.postgres.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Null once there is no room. */
  private async enter(): Promise<pg.Client | null> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'crowd' });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch {
      return null;
    }
    this.crowded.push(client);
    return client;
  }

  /** Answers how many there were. */
  private async sendAwayOthers(client: pg.Client): Promise<number> {
    const { rows } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND application_name <> 'crowd'`,
    );
    return rows.length;
  }

  private get pid(): number {
    const { pid } = this.postgres;
    if (pid === null) throw new Error('PostgreSQL does not run');
    return pid;
  }
}

/** Processes that ended meanwhile are passed over. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
