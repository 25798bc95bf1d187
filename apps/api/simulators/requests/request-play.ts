import { setTimeout as pause } from 'node:timers/promises';
import type { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { FastifyInstance } from 'fastify';
import { HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import type { PlatformSettings } from '../demo-settings';
import type { WatchroomClient } from '../watchroom/watchroom-client';
import { createCounsellingApi, type Mood } from './counselling-api';
import { CoveredMinutes } from './covered-minutes';
import { LoadGenerator } from './load-generator';
import { MOST_MINUTES, pastRequestBody } from './request-past';
import { measureRequests, startTelemetry } from './request-telemetry';

const LAST_EXPORT_MS = 1_000;
/** Told before the page is worth looking at: what its tiles need, and the newest part of its charts. */
const FIRST_TOLD_MS = 6 * HOUR_MS + MINUTE_MS;

interface Running {
  service: FastifyInstance;
  meters: MeterProvider;
  load: LoadGenerator;
  sinceMs: number;
}

/** The counselling service, its clients and what Watchroom is told of both. */
export class RequestPlay {
  private readonly covered: CoveredMinutes;
  private running: Running | null = null;

  constructor(
    private readonly settings: PlatformSettings,
    private readonly watchroom: WatchroomClient,
    private readonly mood: Mood,
  ) {
    this.covered = new CoveredMinutes(settings.minutesFile);
  }

  /**
   * Sends the minutes of the last hours that Watchroom has not been told of; the newest first, so that it does not
   * look for a while as if nobody reported any more. Returns how many.
   */
  tellPast(nowMs: number): Promise<number> {
    return this.tell((minuteMs) => minuteMs > nowMs - FIRST_TOLD_MS, nowMs, false);
  }

  /** As `tellPast`, of what lies further back: nobody who opens the page has to wait for it. */
  tellEarlierPast(nowMs: number): Promise<number> {
    return this.tell((minuteMs) => minuteMs <= nowMs - FIRST_TOLD_MS, nowMs, true);
  }

  /** Opens the service on a free port and lets the clients in. */
  async start(nowMs: number): Promise<void> {
    const meters = startTelemetry(this.settings.watchroomUrl, this.settings.ingestToken);
    const service = createCounsellingApi(this.mood, Math.random);
    measureRequests(service, meters);
    const origin = await service.listen({ host: '127.0.0.1', port: 0 });
    const load = new LoadGenerator(origin, Math.random);
    this.running = { service, meters, load, sinceMs: nowMs };
    void load.run();
    this.remember(nowMs);
  }

  /** Notes that the time up to `nowMs` was played live, so that no later start fills it in. */
  remember(nowMs: number): void {
    if (!this.running) return;
    this.covered.add(this.running.sinceMs, nowMs);
    this.covered.save(nowMs);
  }

  /** Ends the clients, gives the SDK a moment for its last export, then closes the service. */
  async stop(): Promise<void> {
    if (!this.running) return;
    const { load, meters, service } = this.running;
    load.stop();
    this.remember(Date.now());
    await Promise.race([meters.shutdown().catch(() => undefined), pause(LAST_EXPORT_MS)]);
    await service.close();
  }

  private async tell(isDue: (minuteMs: number) => boolean, nowMs: number, gently: boolean): Promise<number> {
    const missing = this.covered.missing(nowMs).filter(isDue);
    const how = { most: MOST_MINUTES, gently };
    await this.watchroom.persistInPieces(missing.toReversed(), how, async (some) => {
      const body = pastRequestBody(some, nowMs);
      if (body !== null) await this.watchroom.postMetrics(body);
    });
    for (const minuteMs of missing) this.covered.add(minuteMs);
    this.covered.save(nowMs);
    return missing.length;
  }
}
