import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, LaunchError } from './launch-error';
import { commandLineOf, isAlive } from './processes';

/** What a running Watchroom tells its command-line tools. */
export interface Runtime {
  database_url: string;
  port: number;
  pid: number;
}

/** Another launcher uses the directory: not a fault for a tool that can wait. */
export class DirectoryInUse extends LaunchError {}

/** The directory of the embedded database and the secrets; one launcher at a time. */
export class DataDirectory {
  private locked = false;

  constructor(readonly path: string) {}

  /** @throws LaunchError when it cannot be used or another launcher uses it. */
  open(): void {
    try {
      makeDirectories(this.path);
      accessSync(this.path, constants.R_OK | constants.W_OK | constants.X_OK);
    } catch (error) {
      throw new LaunchError(
        `DATA_DIR ${this.path} cannot be used (${codeOf(error)}). Make it a directory that you may write to, or set DATA_DIR.`,
      );
    }
    this.lock();
  }

  /** What the launcher announced; null when none has, or nothing that can be read. */
  runtime(): Runtime | null {
    try {
      const runtime = JSON.parse(readFileSync(this.runtimeFile, 'utf8')) as Partial<Runtime>;
      return typeof runtime.database_url === 'string' ? (runtime as Runtime) : null;
    } catch {
      return null;
    }
  }

  announce(runtime: Runtime): void {
    writeFileSync(this.runtimeFile, JSON.stringify(runtime), { mode: 0o600 });
  }

  close(): void {
    if (!this.locked) return;
    rmSync(this.runtimeFile, { force: true });
    rmSync(this.lockFile, { force: true });
  }

  private get lockFile(): string {
    return join(this.path, 'launcher.pid');
  }

  private get runtimeFile(): string {
    return join(this.path, 'runtime.json');
  }

  private lock(): void {
    const holder = readPid(this.lockFile);
    if (holder !== null && holder !== process.pid && isAlive(holder) && isLauncher(holder))
      throw new DirectoryInUse(
        `Watchroom is already running with DATA_DIR ${this.path} (process ${holder}). Stop it, or set another DATA_DIR.`,
      );
    try {
      writeFileSync(this.lockFile, String(process.pid), { mode: 0o600 });
    } catch (error) {
      throw new LaunchError(
        `DATA_DIR ${this.path} cannot be written to (${codeOf(error)}). Set DATA_DIR to another directory.`,
      );
    }
    this.locked = true;
  }
}

/** Node's own `recursive` never returns where a parent exists and yet nothing can be made in it, as in /proc. */
function makeDirectories(path: string): void {
  if (existsSync(path)) return;
  makeDirectories(dirname(path));
  mkdirSync(path, { mode: 0o755 });
}

function readPid(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** Process ids are used again: only one of our programs counts. */
function isLauncher(pid: number): boolean {
  return /launcher\/start\.mjs|dist\/launch\.js/.test(commandLineOf(pid));
}
