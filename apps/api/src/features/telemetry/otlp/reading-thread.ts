import { Worker } from 'node:worker_threads';
import { DomainError } from '../../../core/domain-error';
import type { ReadBody, SentBody } from './body-reader';
import type { ReadOrder, ReadReply } from './reading-messages';
import { ToldSeries } from './series-numbers';

/** A body that fills the memory of the thread ends the thread, not the process. */
const MOST_HEAP_MIB = 1_024;

interface Asker {
  done: (body: ReadBody) => void;
  failed: (error: Error) => void;
}

/** One life of the thread that reads. */
export class ReadingThread {
  private readonly worker: Worker;
  /** Oldest first: it answers in the order in which it was asked. */
  private readonly askers: Asker[] = [];
  private readonly told = new ToldSeries();
  private hanging: NodeJS.Timeout | undefined;
  private isOver = false;

  /**
   * @param program of the thread
   * @param hangsAfterMs the thread is given up when a single body, the start included, takes longer
   * @param ended told once, unless by `end`: why, and how many bodies are not read for that reason
   */
  constructor(
    program: URL,
    private readonly hangsAfterMs: number,
    private readonly ended: (why: string, unread: number) => void,
  ) {
    // no environment: it needs none, and the secrets are there
    this.worker = new Worker(program, { env: {}, resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB } });
    this.worker.unref();
    this.worker.on('message', (reply: ReadReply) => this.take(reply));
    this.worker.once('error', (error: Error) => this.over(error.message));
    this.worker.once('messageerror', (error: Error) => this.over(error.message));
    this.worker.once('exit', (code) => this.over(`it ended with code ${code}`));
  }

  /** @throws DomainError as `BodyReader.read`. */
  read(body: SentBody, nowMs: number): Promise<ReadBody> {
    return new Promise((done, failed) => {
      if (this.isOver) throw unread();
      const bytes = ownBytes(body.bytes);
      const order: ReadOrder = { ...body, bytes, nowMs };
      this.worker.postMessage(order, [bytes.buffer]);
      this.askers.push({ done, failed });
      if (this.askers.length === 1) this.expectReply();
    });
  }

  /** Whoever still waits is refused. */
  async end(): Promise<void> {
    this.refuseAll();
    await this.worker.terminate();
  }

  private take(reply: ReadReply): void {
    const asker = this.askers.shift();
    if (this.askers.length > 0) this.expectReply();
    else clearTimeout(this.hanging);
    if ('failure' in reply) asker?.failed(new Error(reply.failure));
    else if ('refusal' in reply) asker?.failed(new DomainError(reply.refusal.code, reply.refusal.message));
    else {
      const points = this.told.points(reply.points); // also when nobody waits: it is told only once
      asker?.done({ points, refused: reply.refused });
    }
  }

  private expectReply(): void {
    clearTimeout(this.hanging);
    const hangs = `it has not answered for ${this.hangsAfterMs / 1000} s`;
    this.hanging = setTimeout(() => this.over(hangs), this.hangsAfterMs).unref();
  }

  private over(why: string): void {
    if (this.isOver) return;
    const { length } = this.askers;
    this.refuseAll();
    this.ended(why, length);
    void this.worker.terminate();
  }

  private refuseAll(): void {
    this.isOver = true;
    clearTimeout(this.hanging);
    for (const { failed } of this.askers.splice(0)) failed(unread());
  }
}

const unread = (): DomainError =>
  new DomainError('unavailable', 'The export could not be read. Nothing was stored. Try again.', {
    retryAfterSeconds: 2,
  });

/** The bytes in memory that can be given away: small buffers share theirs with others. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
