import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../../core/domain-error';
import type { DatabaseConnector } from '../../../platform/database/database.connector';
import { BodyIntake, type RefusedPoints, type SentBody } from './body-intake';
import type { IntakeSettings } from './intake-messages';
import { IntakeThread } from './intake-thread';

/** As many as come within the time of a question, and the bytes of as many points as may wait for the database. */
const MOST_WAITING = 4_000;
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** The dearest body there may be takes a second or two, on a machine that is busy otherwise some more. */
const HANGS_AFTER_MS = 15_000;

/** Has a thread of its own take in: no body, however large or hostile, holds up whoever asks for something else. */
export class WorkerBodyIntake extends BodyIntake implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('OtlpIntake');
  private thread: IntakeThread | null = null;
  private isMigrated = false;
  private waiting = 0;
  private waitingBytes = 0;

  /** @param program of the thread */
  constructor(
    private readonly program: URL,
    private readonly settings: IntakeSettings,
    private readonly connector: DatabaseConnector,
    private readonly hangsAfterMs = HANGS_AFTER_MS,
  ) {
    super();
  }

  /** The thread is ready by the time when the tables are. */
  onApplicationBootstrap(): void {
    this.thread = this.started();
    void this.connector.connect().then(() => (this.isMigrated = true));
  }

  /** Runs when HTTP is closed. */
  async onApplicationShutdown(): Promise<void> {
    await this.thread?.end();
  }

  override async take(body: SentBody, nowMs: number): Promise<RefusedPoints> {
    const { length } = body.bytes; // later they are given away
    if (!this.isMigrated) throw unavailable('The database has not been reached yet. Nothing was stored.');
    if (this.waiting >= MOST_WAITING || this.waitingBytes + length > MOST_WAITING_BYTES)
      throw unavailable('More exports come than can be stored. Nothing was stored.');
    this.waiting++;
    this.waitingBytes += length;
    try {
      return await (this.thread ??= this.started()).take(body, nowMs);
    } finally {
      this.waiting--;
      this.waitingBytes -= length;
    }
  }

  /** The next body starts a new one: a program that cannot start is not tried without end. */
  private started(): IntakeThread {
    const thread = new IntakeThread(this.program, this.settings, this.hangsAfterMs, (why, unanswered) => {
      this.log.error(`The thread that takes exports in is gone, ${unanswered} are refused for now: ${why}`);
      if (this.thread === thread) this.thread = null;
    });
    return thread;
  }
}

const unavailable = (what: string): DomainError =>
  new DomainError('unavailable', what, { retryAfterSeconds: 2 });
