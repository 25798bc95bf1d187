import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from './data-source';
import { migrate } from './migrate';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Migrates and connects without end and without holding up the port: `/health/live` answers meanwhile. In this order, so
 * that nobody meets a schema of yesterday: what needs the database is told that it is not connected until its tables are there.
 */
@Injectable()
export class DatabaseConnector implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly log = new Logger(DatabaseConnector.name);
  private readonly stopping = new AbortController();
  private connected: Promise<void> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Resolves once migrated; never rejects but by shutdown. Safe to call again. */
  connect(): Promise<void> {
    return (this.connected ??= this.keepTrying());
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private async keepTrying(): Promise<void> {
    for (
      let pauseMs = FIRST_PAUSE_MS;
      !this.stopping.signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      try {
        await migrate(this.dataSource); // over connections of its own
        if (!this.dataSource.isInitialized) await this.dataSource.initialize();
        await poolOf(this.dataSource).warmUp();
        return;
      } catch (error) {
        this.log.warn(`The database is not ready: ${reasonOf(error)}; trying again in ${pauseMs} ms`);
        await pause(pauseMs, this.stopping.signal);
      }
    }
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : error instanceof Error ? error.message : 'unknown';
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
