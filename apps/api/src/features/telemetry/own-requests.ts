import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { MinuteRecorder } from '../../core/requests/minute-recorder';
import { outcomeOf } from '../../core/requests/outcome';
import { OWN_SERVICE } from '../../core/requests/request-minute';
import { Clock } from '../../platform/clock/clock';
import { Replica } from '../../platform/replica';
import { RequestRouteRepository } from '../../storage/request-routes/request-route.repository';
import { RequestMinuteRepository } from '../../storage/request-minutes/request-minute.repository';

const WRITE_EVERY_MS = 3_000;
const MOST_LAST_WRITES = 2;

/** Of a reader who went before there was a status; the number that nginx gave it. */
const READER_LEFT = 499;

const STARTED_MS = Symbol('when the request came');
const REQUEST = Symbol('what was asked');
type Followed = ServerResponse & { [STARTED_MS]?: number; [REQUEST]?: FastifyRequest };

/**
 * Counts the requests that this replica answers under `/api/`; health probes, pages and files are no work of the API.
 * Streams are left out: they last as long as somebody watches. An answer that we break off is an error. One that the
 * reader does not wait for is not: a closed tab tells nothing of us, and counts by the status that was on its way.
 */
@Injectable()
export class OwnRequests implements OnApplicationShutdown {
  private readonly log = new Logger(OwnRequests.name);
  private readonly recorder: MinuteRecorder;
  private writing: Promise<boolean> | null = null;

  constructor(
    private readonly minutes: RequestMinuteRepository,
    private readonly routes: RequestRouteRepository,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    replica: Replica,
  ) {
    this.recorder = new MinuteRecorder(OWN_SERVICE, replica.id);
  }

  /** To be called before the routes are registered. */
  observe(fastify: FastifyInstance): void {
    const { clock } = this;
    const ended = this.counterOfEnds();
    fastify.addHook('onRequest', (request, reply, done) => {
      if (isCounted(request)) {
        const raw: Followed = reply.raw;
        raw[STARTED_MS] = clock.monotonicMs();
        raw[REQUEST] = request;
        raw.on('close', ended);
      }
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

  /** One listener for all answers: to make one for each costs more than all the counting. */
  private counterOfEnds(): (this: Followed) => void {
    const { clock, recorder } = this;
    return function (this: Followed) {
      const tookMs = clock.monotonicMs() - this[STARTED_MS]!;
      const { method, routeOptions, raw } = this[REQUEST]!;
      const status = statusOf(this, raw.socket);
      const asked = { route: routeOptions.url, method, status };
      recorder.record(clock.now().getTime(), outcomeOf(status, true), tookMs, asked);
    };
  }

  /** True once everything is in the database; what is not is kept for the next time. */
  private async writePending(): Promise<boolean> {
    const nowMs = this.clock.now().getTime();
    const pending = this.recorder.pending(nowMs);
    try {
      if (!this.dataSource.isInitialized) return false;
      await this.dataSource.transaction(async (manager) => {
        await this.minutes.replace(pending, manager);
        await this.routes.put(pending, manager);
      });
      this.recorder.written(nowMs);
      return true;
    } catch (error) {
      this.log.warn(`Requests are kept in memory: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }
}

/** Null for an answer that this side did not complete. */
function statusOf(answer: ServerResponse, socket: Socket): number | null {
  if (answer.writableFinished) return answer.statusCode;
  if (!hasLeft(socket)) return null;
  return answer.headersSent ? answer.statusCode : READER_LEFT;
}

/** Whoever ends a connection says so, or it breaks; one that we end ourselves shows neither. */
const hasLeft = ({ readableEnded, errored }: Socket): boolean => readableEnded || errored !== null;

function isCounted(request: FastifyRequest): boolean {
  const { url = '' } = request.raw;
  return (
    url.startsWith('/api/') && !(mayStream(url) && request.routeOptions.url?.endsWith('/stream') === true)
  );
}

/** Fastify puts the options of a route together anew for whoever asks: only where the path can be that of a stream. */
const mayStream = (url: string): boolean => url.includes('/stream') || url.includes('%');
