import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { EmbeddedPostgres } from '../launcher/postgres/embedded-postgres';
import { createDataSource } from '../src/platform/database/data-source';
import { migrate } from '../src/platform/database/migrate';
import { schema } from '../src/schema';
import { endWithUs } from './endings';

/** A PostgreSQL server of the benchmark's own, with the settings that `npm start` uses, migrated. */
export class BenchDatabase {
  private constructor(
    readonly url: string,
    readonly dataSource: DataSource,
    private readonly server: EmbeddedPostgres,
    private readonly remove: () => Promise<void>,
  ) {}

  static async start(): Promise<BenchDatabase> {
    const directory = mkdtempSync(join(tmpdir(), 'watchroom-bench-'));
    chmodSync(directory, 0o755);
    const server = new EmbeddedPostgres(directory, 'bench-only-password');
    const remove = async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
      forget();
    };
    const forget = endWithUs(remove);
    const url = await server.start();
    const dataSource = createDataSource({ url, poolSize: 10, applicationName: 'watchroom bench' }, schema);
    await dataSource.initialize();
    await migrate(dataSource);
    return new BenchDatabase(url, dataSource, server, remove);
  }

  /** The server's own process. */
  get pid(): number {
    return this.server.pid ?? 0;
  }

  /** Runs one statement without the time limit that requests have. */
  async run(statement: string): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query('SET statement_timeout = 0');
      await runner.query(statement);
    } finally {
      await runner.query('RESET statement_timeout');
      await runner.release();
    }
  }

  /** Down and up again at the same address; answers how long nobody could reach it. */
  async restart(): Promise<number> {
    const beganAt = performance.now();
    await this.server.stop();
    await this.server.start();
    return performance.now() - beganAt;
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy().catch(() => undefined);
    await this.remove();
  }
}
