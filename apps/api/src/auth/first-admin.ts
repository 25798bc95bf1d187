import { setTimeout as pause } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AppConfig } from '../platform/config/config';
import { DatabaseConnector } from '../platform/database/database.connector';
import { messageOf } from '../platform/message-of';
import { AdminAccounts } from './admin-accounts';

const RETRY_AFTER_MS = 1_000;

/** ADMIN_EMAIL and ADMIN_PASSWORD make this SUPER_ADMIN at start, if there is none with that address. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(FirstAdmin.name);
  private readonly stopping = new AbortController();
  private ensured: Promise<void> | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly connector: DatabaseConnector,
    private readonly accounts: AdminAccounts,
  ) {}

  /** The port must not wait for the database. */
  onApplicationBootstrap(): void {
    void this.ensure();
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** Resolves once this admin is there, or none is asked for; never rejects. Safe to call again. */
  ensure(): Promise<void> {
    return (this.ensured ??= this.keepTrying());
  }

  private async keepTrying(): Promise<void> {
    const { firstAdmin } = this.config;
    if (firstAdmin === null) return;
    await this.connector.connect();
    while (!this.stopping.signal.aborted) {
      try {
        const added = await this.accounts.addIfAbsent(firstAdmin.email, 'SUPER_ADMIN', firstAdmin.password);
        if (added) this.log.log('The admin of ADMIN_EMAIL was created as SUPER_ADMIN');
        return;
      } catch (error) {
        this.log.warn(`The admin of ADMIN_EMAIL could not be created yet: ${messageOf(error)}`);
        await pause(RETRY_AFTER_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }
}
