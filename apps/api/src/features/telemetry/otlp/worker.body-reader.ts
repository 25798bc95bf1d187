import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../../core/domain-error';
import { leftMs } from '../../../platform/deadline';
import { BodyReader, type ReadBody, type SentBody } from './body-reader';
import { ReadingThread } from './reading-thread';

const MOST_WAITING = 1_000;
const MOST_WAITING_BYTES = 16 * 1024 * 1024;
/** The dearest body there may be takes a second or two, on a machine that is busy otherwise some more. */
const HANGS_AFTER_MS = 15_000;

/** Reads in a thread of its own: no body, however large or hostile, holds up whoever asks for something else. */
export class WorkerBodyReader extends BodyReader implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('OtlpReader');
  private thread: ReadingThread | null = null;
  private decompressing: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private waitingBytes = 0;

  /** @param program of the thread */
  constructor(
    private readonly program: URL,
    private readonly hangsAfterMs = HANGS_AFTER_MS,
  ) {
    super();
  }

  onModuleInit(): void {
    this.thread = this.started();
  }

  /** Runs when HTTP is closed. */
  async onApplicationShutdown(): Promise<void> {
    await this.thread?.end();
  }

  override async read(body: SentBody, nowMs: number): Promise<ReadBody> {
    const { length } = body.bytes; // later they may be given away
    if (this.waiting >= MOST_WAITING || this.waitingBytes + length > MOST_WAITING_BYTES)
      throw unavailable('More exports come than can be read. Nothing was stored.');
    this.waiting++;
    this.waitingBytes += length;
    const ask = () => this.ask(body, nowMs);
    try {
      return await (body.contentEncoding === null ? ask() : this.inTurn(ask));
    } finally {
      this.waiting--;
      this.waitingBytes -= length;
    }
  }

  private ask(body: SentBody, nowMs: number): Promise<ReadBody> {
    if ((leftMs() ?? 1) <= 0) throw unavailable('The export could not be read in time. Nothing was stored.');
    return (this.thread ??= this.started()).read(body, nowMs);
  }

  /** The next body starts a new one: a program that cannot start is not tried without end. */
  private started(): ReadingThread {
    const thread = new ReadingThread(this.program, this.hangsAfterMs, (why, unread) => {
      this.log.error(`The thread that reads exports is gone, ${unread} are refused for now: ${why}`);
      if (this.thread === thread) this.thread = null;
    });
    return thread;
  }

  /** Compressed bodies one at a time, between others: a flood of those that grow large makes only itself wait. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.decompressing.then(work);
    this.decompressing = result.catch(() => undefined);
    return result;
  }
}

const unavailable = (what: string): DomainError =>
  new DomainError('unavailable', what, { retryAfterSeconds: 2 });
