import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { MINUTE_MS } from './chance/rhythm';
import { Complaints } from './complaints';
import { type ControlAddress, removeControlFile, writeControlFile } from './control/control-file';
import { createControlServer } from './control/control-server';
import type { PlatformSettings } from './demo-settings';
import { actsOn } from './incidents/incident-acts';
import { IncidentDirector } from './incidents/incident-director';
import { followSchedule } from './incidents/incident-schedule';
import { startReportStorm } from './incidents/report-storm';
import { usualMood } from './requests/counselling-api';
import { RequestPlay } from './requests/request-play';
import { SessionPlay, type Weather } from './sessions/session-play';
import { type StandIns, startStandIns } from './stand-ins';
import { steadily } from './steady-loop';
import { WebhookSender } from './vendors/webhook-sender';
import { WatchroomClient } from './watchroom/watchroom-client';
import { type CallMood, usualCalls } from './webhooks/call-mood';
import { CallPlay } from './webhooks/call-play';
import { demoWorld } from './webhooks/demo-world';
import { WebhookPlay } from './webhooks/webhook-play';

const SESSION_TICK_MS = 5_000;

/** The whole simulated platform: stand-ins, past, sessions, requests, incidents. */
export class DemoPlay {
  private readonly ended = new AbortController();
  private readonly complaints = new Complaints();
  private readonly director: IncidentDirector;
  private readonly sessions: SessionPlay;
  private readonly requests: RequestPlay;
  private readonly webhooks: WebhookPlay;
  private control: { server: FastifyInstance; address: ControlAddress } | null = null;
  private closed: Promise<void> | null = null;

  private constructor(
    private readonly settings: PlatformSettings,
    private readonly standIns: StandIns,
    calls: CallMood,
  ) {
    const watchroom = new WatchroomClient(settings.watchroomUrl, settings.ingestToken, this.ended.signal);
    const mood = usualMood();
    const weather: Weather = { all: null, byProvider: new Map() };
    this.sessions = new SessionPlay(watchroom, weather);
    this.requests = new RequestPlay(settings, watchroom, mood);
    const sender = new WebhookSender(settings.watchroomUrl);
    this.webhooks = new WebhookPlay(sender, standIns.webhookSecrets, new CallPlay(calls, weather));
    const startStorm = () => startReportStorm(watchroom, Date.now());
    const acts = actsOn({ standIns, mood, weather, calls, startStorm });
    this.director = new IncidentDirector(acts, (line) => console.log(line));
  }

  /** The stand-ins and the control server listen when it resolves. */
  static async open(settings: PlatformSettings): Promise<DemoPlay> {
    const calls = usualCalls();
    const demo = new DemoPlay(settings, await startStandIns(demoWorld(settings.watchroomUrl, calls)), calls);
    const token = randomBytes(24).toString('base64url');
    const server = createControlServer(demo.director, token);
    const address = { url: await server.listen({ host: '127.0.0.1', port: 0 }), token };
    writeControlFile(settings.controlFile, address);
    demo.control = { server, address };
    return demo;
  }

  /** What Watchroom must be started with to reach the stand-ins. */
  get env(): Record<string, string> {
    return this.standIns.env;
  }

  /**
   * Waits for Watchroom as long as it takes. A part that Watchroom refuses is left out, with a complaint. Requests come
   * as soon as their own past is told: else a busy Watchroom would hear of none for as long as it takes the sessions in.
   */
  async tellPast(): Promise<{ sessions: number; minutes: number }> {
    const now = Date.now();
    const [sessions, minutes] = await Promise.all([
      this.told('past sessions', this.sessions.tellPast(now)),
      this.told('past requests', this.requests.tellPast(now)).then((told) => this.startRequests(told)),
    ]);
    return { sessions, minutes };
  }

  /** Begins the rest of the live play; it goes on until `close`. */
  begin(): void {
    const { signal } = this.ended;
    if (signal.aborted) return;
    void this.told('earlier requests', this.requests.tellEarlierPast(Date.now()));
    const around = { signal, complaints: this.complaints };
    void steadily('sessions', SESSION_TICK_MS, () => this.sessions.tick(Date.now()), around);
    void steadily('webhooks', SESSION_TICK_MS, () => this.webhooks.tick(Date.now()), around);
    void steadily('memory', MINUTE_MS, () => this.requests.remember(Date.now()), around);
    if (this.settings.incidents) void followSchedule(this.director, signal);
  }

  /** Ends everything; sessions that are open stay so until the next start. Safe to call again. */
  close(): Promise<void> {
    return (this.closed ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    this.director.endAll();
    this.ended.abort();
    if (this.control) removeControlFile(this.settings.controlFile, this.control.address);
    await Promise.all([this.requests.stop(), this.control?.server.close(), this.standIns.close()]);
  }

  private async startRequests(told: number): Promise<number> {
    if (!this.ended.signal.aborted) await this.requests.start(Date.now());
    return told;
  }

  private async told(what: string, telling: Promise<number>): Promise<number> {
    try {
      return await telling;
    } catch (error) {
      if (!this.ended.signal.aborted) this.complaints.about(what, error);
      return 0;
    }
  }
}
