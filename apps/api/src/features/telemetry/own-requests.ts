import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { MinuteRecorder } from '../../core/requests/minute-recorder';
import { outcomeOf } from '../../core/requests/outcome';
import { OWN_SERVICE } from '../../core/requests/request-minute';
import { Clock } from '../../platform/clock/clock';
import { Replica } from '../../platform/replica';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';

const WRITE_EVERY_MS = 3_000;
const MOST_LAST_WRITES = 2;

/**
 * Counts the requests that this replica answers under `/api/`; health probes, pages and files are no work of the API.
 * Streams are left out: they last as long as somebody watches. A connection that closes before the answer is complete
 * is an error.
 */
@Injectable()
export class OwnRequests implements OnApplicationShutdown {
  private readonly log = new Logger(OwnRequests.name);
  private readonly recorder: MinuteRecorder;
  private writing: Promise<boolean> | null = null;

  constructor(
    private readonly minutes: RequestMinuteRepository,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    replica: Replica,
  ) {
    this.recorder = new MinuteRecorder(OWN_SERVICE, replica.id);
  }

  /** To be called before the routes are registered. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => {
      if (isCounted(request)) this.follow(reply);
      done();
    });
  }

  @Interval(WRITE_EVERY_MS)
  async write(): Promise<void> {
    this.writing ??= this.writePending();
    await this.writing;
    this.writing = null;
  }

  /** Runs when HTTP is closed and the database is not: platform, a global module, shuts down last. */
  async onApplicationShutdown(): Promise<void> {
    await this.writing;
    for (let left = MOST_LAST_WRITES; left > 0; left--) if (await this.writePending()) return;
  }

  private follow(reply: FastifyReply): void {
    const startedMs = this.clock.monotonicMs();
    const { raw } = reply;
    raw.once('close', () => {
      const status = raw.writableFinished ? raw.statusCode : null;
      this.recorder.record(
        this.clock.now().getTime(),
        outcomeOf(status, true),
        this.clock.monotonicMs() - startedMs,
      );
    });
  }

  /** True once everything is in the database; what is not is kept for the next time. */
  private async writePending(): Promise<boolean> {
    const nowMs = this.clock.now().getTime();
    const pending = this.recorder.pending(nowMs);
    try {
      if (!this.dataSource.isInitialized) return false;
      await this.minutes.replace(pending);
      this.recorder.written(nowMs);
      return true;
    } catch (error) {
      this.log.warn(`Requests are kept in memory: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }
}

const isCounted = (request: FastifyRequest): boolean =>
  request.url.startsWith('/api/') &&
  request.routeOptions.url?.endsWith('/stream') !== true &&
  request.headers.accept !== 'text/event-stream';
