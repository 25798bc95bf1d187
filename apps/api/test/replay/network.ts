import { type Random, seededRandom } from '../../simulators/chance/seeded-random';
import type { CounsellingPlatform } from '../e2e/setup/counselling-platform';
import { DAY_END_MS, HOUR_MS, isBusy, MINUTE_MS } from './day';
import { pointsOf } from './exports';
import type { Report, Run } from './senders';
import type { SessionReport } from './session-lives';

/** One HTTP request of a sender; it is sent again until it is acknowledged. */
interface Transmission {
  dueMs: number;
  carries: readonly (Report | SessionReport)[];
  send(to: CounsellingPlatform): Promise<void>;
}

const SLOT_MS = 20 * MINUTE_MS;
const AT_ONCE = 4;
const MOST_TRIES = 400;
const AGAIN_AFTER_MS = 25;

/**
 * What lies between the platform and the replicas: it loses no request for good, but sends some hours late, some twice,
 * all of a step in any order, and each to either replica.
 */
export class Network {
  /** Every report whose request was acknowledged. */
  readonly delivered = new Set<Report | SessionReport>();
  /** Requests that were sent in vain. */
  unanswered = 0;
  private readonly random: Random;
  private waiting: Transmission[];
  private acknowledgements = 0;
  private awaited: { count: number; reached: () => void }[] = [];

  constructor(
    seed: number,
    private readonly replicas: readonly CounsellingPlatform[],
    runs: readonly Run[],
    sessionReports: readonly SessionReport[],
  ) {
    this.random = seededRandom(seed, 'network');
    const once = [...this.exportsOf(runs), ...this.batchesOf(sessionReports)];
    this.waiting = [...once, ...this.repeatsOf(once)];
  }

  get isDone(): boolean {
    return this.waiting.length === 0;
  }

  /** Sends all that is due, and resolves when all of it is acknowledged. */
  async deliver(untilMs: number): Promise<void> {
    const due = this.shuffled(this.waiting.filter(({ dueMs }) => dueMs <= untilMs));
    this.waiting = this.waiting.filter(({ dueMs }) => dueMs > untilMs);
    const worker = async () => {
      for (let next = due.pop(); next !== undefined; next = due.pop()) await this.insist(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Resolves in the middle of things: when so many more requests are acknowledged. */
  afterMore(acknowledgements: number): Promise<void> {
    return new Promise((reached) => {
      this.awaited.push({ count: this.acknowledgements + acknowledgements, reached });
    });
  }

  private async insist(transmission: Transmission): Promise<void> {
    for (let tries = 1; ; tries++)
      try {
        await transmission.send(this.anyOf(this.replicas));
        break;
      } catch (error) {
        this.unanswered++;
        if (tries === MOST_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      }
    for (const each of transmission.carries) this.delivered.add(each);
    this.acknowledgements++;
    for (const { count, reached } of this.awaited) if (this.acknowledgements >= count) reached();
  }

  /** Neighbouring reports of one sender travel together; some of them late, but never two groups in a row. */
  private exportsOf(runs: readonly Run[]): Transmission[] {
    return runs.flatMap((run) => {
      let isLate = false;
      return this.grouped(run.reports, ({ atMs }) => (isBusy(atMs) ? 0 : 7)).map((reports) => {
        isLate = !isLate && this.random() < 0.08;
        return {
          dueMs: this.dueAfter(reports, isLate),
          carries: reports,
          send: (to) => to.export(...this.shuffled(reports.flatMap(pointsOf))),
        };
      });
    });
  }

  private batchesOf(reports: readonly SessionReport[]): Transmission[] {
    const ordered = reports.toSorted((a, b) => a.atMs - b.atMs);
    const single = ordered.filter(() => this.random() < 0.07);
    const late = ordered.filter((each) => !single.includes(each) && this.random() < 0.05);
    const rest = ordered.filter((each) => !single.includes(each) && !late.includes(each));
    const lateGroups = this.grouped(late, () => 20);
    return [
      ...single.map((report) => ({
        dueMs: this.dueAfter([report], this.random() < 0.1),
        carries: [report],
        send: (to: CounsellingPlatform) => put(to, report),
      })),
      ...[...lateGroups, ...this.grouped(rest, () => 200)].map((some) => ({
        dueMs: this.dueAfter(some, lateGroups.includes(some)),
        carries: some,
        send: (to: CounsellingPlatform) => batch(to, this.shuffled(some)),
      })),
    ];
  }

  private repeatsOf(once: Transmission[]): Transmission[] {
    const repeated = once.filter(() => this.random() < 0.15);
    return repeated.map((each) => ({ ...each, dueMs: this.late(each.dueMs, 3 * HOUR_MS) }));
  }

  /** Consecutive ones of the same slot of time, each first one with at most so many more. */
  private grouped<T extends { atMs: number }>(reports: readonly T[], mostMore: (first: T) => number): T[][] {
    const groups: T[][] = [];
    let room = 0;
    for (const report of reports) {
      const group = groups.at(-1);
      const isSameSlot = Math.floor((group?.[0]?.atMs ?? -1) / SLOT_MS) === Math.floor(report.atMs / SLOT_MS);
      if (group !== undefined && isSameSlot && room-- > 0) group.push(report);
      else {
        groups.push([report]);
        room = Math.floor(this.random() * (mostMore(report) + 1));
      }
    }
    return groups;
  }

  private dueAfter(reports: readonly { atMs: number }[], isLate: boolean): number {
    const dueMs = Math.max(...reports.map(({ atMs }) => atMs));
    return isLate ? this.late(dueMs, 5 * HOUR_MS) : dueMs;
  }

  /** From minutes to hours, but within the day. */
  private late(dueMs: number, mostMs: number): number {
    const latest = Math.max(dueMs, DAY_END_MS - MINUTE_MS);
    return Math.min(dueMs + MINUTE_MS + this.random() * mostMs, latest);
  }

  private anyOf<T>(all: readonly T[]): T {
    return all[Math.floor(this.random() * all.length)]!;
  }

  private shuffled<T>(all: readonly T[]): T[] {
    return all
      .map((each) => ({ each, at: this.random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ each }) => each);
  }
}

async function put(
  to: CounsellingPlatform,
  { told: { session_id, ...session } }: SessionReport,
): Promise<void> {
  const answer = await to.put(session_id, session);
  if (answer.status !== 204) throw new Error(`PUT: ${answer.status} ${await answer.text()}`);
}

async function batch(to: CounsellingPlatform, reports: SessionReport[]): Promise<void> {
  const answer = JSON.stringify(await to.report(reports.map(({ told }) => told)));
  if (answer !== JSON.stringify({ accepted: reports.length, rejected: [] }))
    throw new Error(`Batch: ${answer}`);
}
