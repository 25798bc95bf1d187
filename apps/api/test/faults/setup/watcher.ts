import { type CurrentMetrics, routes } from '@watchroom/contracts';
import { ADMIN, type Admin } from '../../e2e/setup/admin';
import { type Answer, pause, timed } from './answers';

const BETWEEN_MS = 150;
const BETWEEN_SIGN_INS_MS = 700;
/** Every address of the metrics interface. */
export const READS = [
  routes.currentMetrics,
  routes.sessionMetrics,
  `${routes.errorTrend}?hours=2`,
  routes.databaseMetrics,
  routes.externalServices,
  routes.installation,
];
const HEALTH = [routes.health, routes.healthLive, routes.healthReady];

/** Somebody who never looks away: every page of the API again and again, and a colleague who signs in. */
export class Watcher {
  readonly answers: Answer[] = [];
  /** What is asked for, again and again. */
  readonly paths: readonly string[] = [...READS, ...HEALTH, routes.login];
  private isStopping = false;
  private readonly watching: Promise<unknown>;

  constructor(
    private readonly url: string,
    private readonly admin: Admin,
  ) {
    const reading = [...READS, ...HEALTH].map((path) => this.read(path));
    this.watching = Promise.all([...reading, this.signIn()]);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.watching;
  }

  /** Answers to questions that were asked between these moments of `performance.now()`. */
  between(fromMs: number, toMs: number, what?: string): Answer[] {
    return this.answers.filter(
      (each) =>
        each.askedAtMs >= fromMs && each.askedAtMs <= toMs && (what === undefined || each.what === what),
    );
  }

  /** Bodies of `/current` that were asked for between these moments. */
  currents(fromMs: number, toMs: number): CurrentMetrics[] {
    return this.between(fromMs, toMs, routes.currentMetrics)
      .filter(({ status }) => status === 200)
      .map(({ body }) => JSON.parse(body) as CurrentMetrics);
  }

  private async read(path: string): Promise<void> {
    for (; !this.isStopping; await pause(BETWEEN_MS))
      this.answers.push(await timed(path, `${this.url}${path}`, { headers: { cookie: this.admin.cookie } }));
  }

  private async signIn(): Promise<void> {
    const body = JSON.stringify(ADMIN);
    const headers = { 'content-type': 'application/json' };
    for (; !this.isStopping; await pause(BETWEEN_SIGN_INS_MS))
      this.answers.push(
        await timed(routes.login, `${this.url}${routes.login}`, { method: 'POST', headers, body }),
      );
  }
}
