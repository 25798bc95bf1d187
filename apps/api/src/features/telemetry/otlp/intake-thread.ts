import { Worker } from 'node:worker_threads';
import { DomainError } from '../../../core/domain-error';
import { deadline } from '../../../platform/deadline';
import type { RefusedPoints, SentBody } from './body-intake';
import type { IntakeOrder, IntakeReply, IntakeSettings } from './intake-messages';

/** A body that fills the memory of the thread ends the thread, not the process. */
const MOST_HEAP_MIB = 1_024;

interface Asker {
  done: (refused: RefusedPoints) => void;
  failed: (error: Error) => void;
}

/** One life of the thread that takes exports in. */
export class IntakeThread {
  private readonly worker: Worker;
  private readonly askers = new Map<number, Asker>();
  private lastId = 0;
  private hanging: NodeJS.Timeout | undefined;
  private isOver = false;

  /**
   * @param program of the thread
   * @param hangsAfterMs the thread is given up when it answers nobody for so long, the start included
   * @param ended told once, unless by `end`: why, and how many are not answered for that reason
   */
  constructor(
    program: URL,
    settings: IntakeSettings,
    private readonly hangsAfterMs: number,
    private readonly ended: (why: string, unanswered: number) => void,
  ) {
    this.worker = new Worker(program, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB },
    });
    this.worker.unref();
    this.worker.on('message', (reply: IntakeReply) => this.answer(reply));
    let why: string | undefined;
    this.worker.once('error', ({ message }: Error) => (why = message)); // what was answered before comes only now
    this.worker.once('exit', (code) => this.over(why ?? `it ended with code ${code}`));
    this.worker.once('messageerror', (error: Error) => this.over(error.message));
  }

  /** @throws DomainError as `BodyIntake.take`. */
  take(body: SentBody, nowMs: number): Promise<RefusedPoints> {
    return new Promise((done, failed) => {
      if (this.isOver) throw unanswered();
      const bytes = ownBytes(body.bytes);
      const id = ++this.lastId;
      const order: IntakeOrder = { ...body, id, bytes, nowMs, deadline: deadline() };
      this.worker.postMessage(order, [bytes.buffer]);
      this.askers.set(id, { done, failed });
      if (this.askers.size === 1) this.expectReply();
    });
  }

  /** Whoever still waits is refused. */
  async end(): Promise<void> {
    this.refuseAll();
    await this.worker.terminate();
  }

  private answer(reply: IntakeReply): void {
    const asker = this.askers.get(reply.id);
    this.askers.delete(reply.id);
    if (this.askers.size > 0) this.expectReply();
    else clearTimeout(this.hanging);
    if ('refused' in reply) asker?.done(reply.refused);
    else if ('refusal' in reply) asker?.failed(new DomainError(...reply.refusal));
    else asker?.failed(new Error(reply.failure));
  }

  private expectReply(): void {
    clearTimeout(this.hanging);
    const hangs = `it has not answered for ${this.hangsAfterMs / 1000} s`;
    this.hanging = setTimeout(() => this.over(hangs), this.hangsAfterMs).unref();
  }

  private over(why: string): void {
    if (this.isOver) return;
    const { size } = this.askers;
    this.refuseAll();
    this.ended(why, size);
    void this.worker.terminate();
  }

  private refuseAll(): void {
    this.isOver = true;
    clearTimeout(this.hanging);
    for (const { failed } of this.askers.values()) failed(unanswered());
    this.askers.clear();
  }
}

const unanswered = (): DomainError =>
  new DomainError(
    'unavailable',
    'Whether the export was kept is not known. Send it again: nothing counts twice.',
    { retryAfterSeconds: 2 },
  );

/** The bytes in memory that can be given away: small buffers share theirs with others. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
