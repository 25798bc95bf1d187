import { spawn, type ChildProcess } from 'node:child_process';
import { NODE_FLAGS, pause, stopChild } from './processes';

const GRACE_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const CALM_MS = 60_000;

interface Program {
  name: string;
  /** Built file to run with this Node. */
  file: string;
  env: NodeJS.ProcessEnv;
}

/** A child process that is started again when it ends without having been asked to. */
export class Supervised {
  private child: ChildProcess;
  private stopping = false;
  private pauseMs = FIRST_PAUSE_MS;

  constructor(
    private readonly program: Program,
    private readonly log: (line: string) => void,
  ) {
    this.child = this.spawn();
  }

  /** The IPC channel of the running child. */
  get process(): ChildProcess {
    return this.child;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await stopChild(this.child, GRACE_MS);
  }

  /** Ends the child gracefully and starts the program as it is built now. */
  async replace(): Promise<void> {
    await this.stop();
    this.stopping = false;
    this.child = this.spawn();
    this.keepAlive();
  }

  /** From now on an unexpected end is followed by a new start. */
  keepAlive(): void {
    this.child.once('exit', (code, signal) => void this.restart(code, signal));
  }

  private async restart(code: number | null, signal: string | null): Promise<void> {
    if (this.stopping) return;
    this.log(`${this.program.name} ended unexpectedly (${signal ?? `exit ${code}`}); starting it again`);
    await pause(this.pauseMs);
    if (this.stopping) return;
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    this.child = this.spawn();
    this.keepAlive();
    const calm = setTimeout(() => (this.pauseMs = FIRST_PAUSE_MS), CALM_MS);
    this.child.once('exit', () => clearTimeout(calm));
  }

  private spawn(): ChildProcess {
    return spawn(process.execPath, [...NODE_FLAGS, this.program.file], {
      env: this.program.env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }
}
