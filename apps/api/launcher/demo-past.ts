import { type ChildProcess, spawn } from 'node:child_process';
import type { AppConfig } from '../src/platform/config/config';
import { environment } from '../src/platform/config/env';
import { exitOf, NODE_FLAGS, stopChild } from './processes';

const GRACE_MS = 5_000;

type Judging = Pick<AppConfig, 'thresholds' | 'probes' | 'externalServicesInUse'>;

/**
 * The program that makes up what Watchroom itself would have measured before a demo began. It thinks while the database
 * starts, writes in three steps, and ends by itself.
 */
export class DemoPast {
  private readonly child: ChildProcess;

  /** The past is judged as the present is going to be. */
  constructor(file: string, { thresholds, probes, externalServicesInUse }: Judging) {
    const judging = { thresholds, probes, inUse: externalServicesInUse };
    this.child = spawn(process.execPath, [...NODE_FLAGS, file], {
      env: { PATH: environment.PATH, DEMO: 'on', DEMO_JUDGING: JSON.stringify(judging) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /**
   * Resolves when it is written how the services and health were, which must be before anybody watches them; or when it
   * has ended without: it says itself what went wrong, and the demo goes on without a past.
   */
  writeWatched(databaseUrl: string): Promise<void> {
    return this.step({ kind: 'database', url: databaseUrl });
  }

  /** Resolves when the last days are written, or when it has ended without. */
  writeRecent(): Promise<void> {
    return this.step({ kind: 'go-on' });
  }

  /** Lets it write what lies further back. */
  goOn(): void {
    if (this.child.connected) this.child.send({ kind: 'go-on' });
  }

  stop(): Promise<void> {
    return stopChild(this.child, GRACE_MS);
  }

  private step(message: object): Promise<void> {
    const { child } = this;
    if (!child.connected) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('message', () => resolve());
      void exitOf(child).then(resolve);
      child.send(message);
    });
  }
}
