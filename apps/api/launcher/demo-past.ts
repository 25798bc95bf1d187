import { type ChildProcess, spawn } from 'node:child_process';
import { environment } from '../src/platform/config/env';
import { exitOf, NODE_FLAGS, stopChild } from './processes';

const GRACE_MS = 5_000;

/** The program that makes up what Watchroom itself would have measured before a demo began; it ends by itself. */
export class DemoPast {
  private readonly child: ChildProcess;

  constructor(file: string, databaseUrl: string) {
    this.child = spawn(process.execPath, [...NODE_FLAGS, file], {
      env: { PATH: environment.PATH, DEMO: 'on', DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /**
   * Resolves when the last days are written, or when it has ended without: it says itself what went wrong, and the demo
   * goes on without a past.
   */
  recentWritten(): Promise<void> {
    const { child } = this;
    return new Promise((resolve) => {
      child.once('message', () => resolve());
      void exitOf(child).then(resolve);
    });
  }

  /** Lets it write what lies further back. */
  goOn(): void {
    if (this.child.connected) this.child.send({ kind: 'go-on' });
  }

  stop(): Promise<void> {
    return stopChild(this.child, GRACE_MS);
  }
}
