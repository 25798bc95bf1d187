import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { DatabaseConnector } from '../../platform/database/database.connector';

/** What the thread is told when it starts. */
export interface FoldingOrder {
  database: { url: string; applicationName: string };
  /** The id of the replica whose thread it is: it folds while that leads. */
  holder: string;
  production: boolean;
}

/** A fold that fills the memory of the thread ends the thread, not the process. */
const MOST_HEAP_MIB = 1_024;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const ENDS_WITHIN_MS = 2_000;

/** Keeps the thread that folds alive, from the first connection to the database until shutdown. */
export class FoldingThread implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(FoldingThread.name);
  private readonly stopping = new AbortController();
  private worker: Worker | null = null;

  /** @param program of the thread */
  constructor(
    private readonly program: URL,
    private readonly order: FoldingOrder,
    private readonly connector: DatabaseConnector,
    private readonly firstPauseMs = FIRST_PAUSE_MS,
  ) {}

  onApplicationBootstrap(): void {
    void this.connector.connect().then(() => this.keepAlive());
  }

  /** What is being folded is rolled back when it takes longer, and folded by whoever leads next. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const { worker } = this;
    if (worker === null) return;
    const gone = once(worker, 'exit').catch(() => undefined); // an error at the end is an end, too
    worker.postMessage('end');
    await Promise.race([gone, setTimeout(ENDS_WITHIN_MS, undefined, { ref: false })]);
    await worker.terminate();
  }

  private async keepAlive(): Promise<void> {
    const { signal } = this.stopping;
    for (
      let pauseMs = this.firstPauseMs;
      !signal.aborted;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    ) {
      const startedAt = performance.now();
      const why = await this.oneLife();
      if (signal.aborted) return;
      if (performance.now() - startedAt > LONGEST_PAUSE_MS) pauseMs = this.firstPauseMs;
      this.log.error(`The thread that folds requests is gone, another starts in ${pauseMs} ms: ${why}`);
      await setTimeout(pauseMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  /** Resolves with the reason when the thread has ended. */
  private oneLife(): Promise<string> {
    return new Promise((resolve) => {
      const worker = new Worker(this.program, {
        workerData: this.order,
        resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB },
      });
      this.worker = worker;
      worker.unref();
      worker.once('error', (error: Error) => resolve(error.message));
      worker.once('exit', (code) => {
        this.worker = null;
        resolve(`it ended with code ${code}`);
      });
    });
  }
}
