import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../../core/domain-error';
import { isDatabaseAway } from '../../../platform/database/database-away';
import { withoutDeadline } from '../../../platform/deadline';
import type { ActiveSignIn } from '../../../storage/sign-ins/sign-in.repository';
import { CurrentMetricsService } from '../current-metrics.service';
import { Broadcast } from './broadcast';
import { comment, currentFrame, HEARTBEAT, retryHint, STREAM_HEADERS } from './frames';
import { Listener } from './listener';
import { Places } from './places';
import { SignInRounds } from './sign-in.rounds';

/** A change is seen this soon; with the reading itself, and unless an event has just been sent, it is told this soon. */
const LOOK_EVERY_MS = 500;
/** No more than half of the time is spent reading, however slow the database is. */
const REST_PER_READING = 1;
const AFTER_FAILURE_MS = 2_000;
const HEARTBEAT_MS = 15_000;

/** Real time also where tests choose the clock: whoever listens does so in real time. */
const nowMs = () => performance.now();

/** All open streams of this replica: one reading for all of them, none while nobody listens. */
@Injectable()
export class CurrentStream implements OnModuleDestroy {
  private readonly log = new Logger(CurrentStream.name);
  private readonly listeners = new Set<Listener>();
  private readonly places = new Places();
  private readonly broadcast = new Broadcast();
  private readonly timers: NodeJS.Timeout[] = [];
  private flushing: NodeJS.Timeout | undefined;
  private isReading = false;
  private isClosed = false;

  constructor(
    private readonly current: CurrentMetricsService,
    private readonly signIns: SignInRounds,
  ) {}

  /**
   * Answers with a stream that lasts until either side ends it.
   * @throws DomainError `unavailable` when no place is left or this replica ends; the database's error when nothing was ever read.
   */
  async open({ id, adminId }: ActiveSignIn, reply: FastifyReply): Promise<void> {
    if (reply.request.raw.method === 'HEAD') return void reply.headers(STREAM_HEADERS).send();
    this.places.take(adminId);
    reply.raw.once('close', () => this.places.giveBack(adminId)); // however this request ends
    const { json } = await this.current.current();
    if (this.isClosed)
      throw new DomainError('unavailable', 'This replica is stopping. Try again.', { retryAfterSeconds: 1 });
    reply.hijack();
    if (reply.raw.destroyed) return;
    reply.raw.writeHead(200, { ...reply.getHeaders(), ...STREAM_HEADERS } as Record<string, string>);
    reply.raw.write(retryHint(Math.random()));
    this.join(new Listener(id, reply.raw), reply, currentFrame(json));
  }

  /** Streams would keep the server from closing. */
  onModuleDestroy(): void {
    this.isClosed = true;
    for (const listener of this.listeners) listener.end(comment('this replica stops'));
    this.rest();
  }

  private join(listener: Listener, { raw }: FastifyReply, bytes: Buffer): void {
    this.listeners.add(listener);
    raw.once('close', () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.rest();
    });
    raw.on('error', () => undefined); // it is closed then, and that is heard above
    raw.on('drain', () => this.flush());
    listener.offer({ number: this.broadcast.latest?.number ?? 0, bytes }, nowMs());
    if (this.timers.length === 0) withoutDeadline(() => this.begin());
  }

  private begin(): void {
    this.timers.push(
      setInterval(() => this.tellAll(HEARTBEAT), HEARTBEAT_MS).unref(),
      setInterval(() => void this.signIns.check(this.listeners), this.signIns.everyMs).unref(),
    );
    if (!this.isReading) void this.readOn();
  }

  private rest(): void {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    clearTimeout(this.flushing);
  }

  private tellAll(bytes: Buffer): void {
    const now = nowMs();
    for (const listener of this.listeners) listener.tell(bytes, now);
  }

  private async readOn(): Promise<void> {
    this.isReading = true;
    while (this.listeners.size > 0 && !this.isClosed) {
      const startedAt = nowMs();
      const isRead = await this.readOnce();
      const tookMs = nowMs() - startedAt;
      const restMs = Math.max(LOOK_EVERY_MS - tookMs, tookMs * REST_PER_READING);
      await pause(isRead ? restMs : AFTER_FAILURE_MS, undefined, { ref: false });
    }
    this.isReading = false;
  }

  private async readOnce(): Promise<boolean> {
    try {
      if (this.broadcast.hear(await this.current.newest(), nowMs())) this.flush();
      return true;
    } catch (error) {
      if (!isDatabaseAway(error)) this.log.error(error);
      return false;
    }
  }

  /** Gives the newest frame to all who may have it now, and looks again when the next one may. */
  private flush(): void {
    const { latest } = this.broadcast;
    if (latest === null) return;
    const now = nowMs();
    let nextAt = Infinity;
    for (const listener of this.listeners) nextAt = Math.min(nextAt, listener.offer(latest, now) ?? Infinity);
    clearTimeout(this.flushing);
    if (nextAt < Infinity) this.flushing = setTimeout(() => this.flush(), Math.ceil(nextAt - now)).unref();
  }
}
