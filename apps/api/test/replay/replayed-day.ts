import type { Report, Run } from './senders';
import { runsOf } from './senders';
import { type SessionReport, sessionReportsOf } from './session-lives';
import { type StandIns, startStandIns } from '../../simulators/stand-ins';
import { CounsellingPlatform } from '../e2e/setup/counselling-platform';
import { Cluster, INGEST_TOKEN } from './cluster';
import { DAY_START_MS, MINUTE_MS } from './day';
import { Network } from './network';
import { RequestTruth } from './truth-of-requests';
import { SessionTruth } from './truth-of-sessions';

const STEP_MS = 20 * MINUTE_MS;
/** Longer than any verdict must hold before it counts. */
export const HELD_MS = 75_000;
const MOMENT_MS = 1_000;
export const POOL_SIZE = 6;

/** Directs a day: moves the time of the replicas in steps and lets the platform report what has happened meanwhile. */
export class ReplayedDay {
  private constructor(
    readonly cluster: Cluster,
    readonly vendors: StandIns,
    readonly network: Network,
    private readonly runs: readonly Run[],
    private readonly sessionReports: readonly SessionReport[],
  ) {}

  static async begin(seed: number): Promise<ReplayedDay> {
    const running: { cluster?: Cluster } = {};
    const vendors = await startStandIns({ now: () => new Date(running.cluster?.now ?? DAY_START_MS) });
    const settings = { ...vendors.env, DATABASE_POOL_SIZE: String(POOL_SIZE), PROBE_INTERVAL_SECONDS: '1' };
    const cluster = await Cluster.start(DAY_START_MS, settings);
    running.cluster = cluster;
    const [runs, reports] = [runsOf(seed), sessionReportsOf(seed)];
    const doors = cluster.replicas.map(
      ({ url }) => new CounsellingPlatform({ url, ingestToken: () => INGEST_TOKEN }),
    );
    return new ReplayedDay(cluster, vendors, new Network(seed, doors, runs, reports), runs, reports);
  }

  /** What the numbers must be, from all that was acknowledged so far. */
  get requests(): RequestTruth {
    return new RequestTruth(this.runs, (report: Report) => this.network.delivered.has(report));
  }

  get sessions(): SessionTruth {
    return new SessionTruth(this.sessionReports.filter((report) => this.network.delivered.has(report)));
  }

  /** The external services were asked then or later, once it is settled. */
  get probedSinceMs(): number {
    return this.cluster.now - MOMENT_MS;
  }

  /** Lives on until `toMs`; what is reported is acknowledged, but nobody waits until it is folded. */
  async liveUntil(toMs: number): Promise<void> {
    while (this.cluster.now < toMs) await this.stepTo(Math.min(toMs, this.cluster.now + STEP_MS));
  }

  async stepTo(toMs: number): Promise<void> {
    await this.cluster.clockTo(toMs);
    await this.network.deliver(toMs);
  }

  /** Stops the time at `instant` once everything that was reported counts, and every verdict has held. */
  async settleAt(instant: number): Promise<void> {
    await this.liveUntil(instant - HELD_MS - MOMENT_MS);
    await this.cluster.folded();
    await this.cluster.clockTo(instant - HELD_MS);
    await Promise.all([this.cluster.judged(), this.cluster.probed()]);
    await this.cluster.clockTo(instant - HELD_MS / 2); // over a longer gap no verdict would be held
    await this.cluster.judged();
    await this.stepTo(instant - MOMENT_MS);
    await Promise.all([this.cluster.folded(), this.cluster.probed(), this.cluster.poolsReported()]);
    await this.cluster.clockTo(instant - MOMENT_MS / 2); // what is concluded from here on knows those probes
    await this.cluster.concluded();
    await this.cluster.clockTo(instant);
    await Promise.all([this.cluster.judged(), this.cluster.poolsReported()]);
  }

  async end(): Promise<void> {
    await this.cluster?.end();
    await this.vendors?.close();
  }
}
