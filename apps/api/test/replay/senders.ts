import { lognormal, pick, poisson, type Random, seededRandom } from '../../simulators/chance/seeded-random';
import { DAY_END_MS, DAY_START_MS, HOUR_MS, isBusy, MINUTE_MS, planOf, SILENT, UNOBSERVED } from './day';

/** How one instance of a service counts and exports. */
export interface Sender {
  service: string;
  instance: string;
  cumulative: boolean;
  /** Scale of its exponential histograms; null: explicit buckets. */
  scale: number | null;
  /** Offset of its exports within the minute. */
  phaseMs: number;
  restarts: number;
  /** Share of all requests. */
  share: number;
}

const SENDERS: Sender[] = [
  sender('counselling-api', 'a', { cumulative: true, scale: null, phaseMs: 7_350, restarts: 1, share: 0.3 }),
  sender('counselling-api', 'b', { cumulative: false, scale: 7, phaseMs: 0, restarts: 4, share: 0.25 }),
  sender('counselling-api', 'c', { cumulative: true, scale: 6, phaseMs: 59_999, restarts: 3, share: 0.2 }),
  sender('media-gateway', 'a', { cumulative: false, scale: null, phaseMs: 31_001, restarts: 2, share: 0.15 }),
  sender('media-gateway', 'b', { cumulative: true, scale: 5, phaseMs: 1, restarts: 2, share: 0.1 }),
];

function sender(service: string, instance: string, rest: Omit<Sender, 'service' | 'instance'>): Sender {
  return { service, instance: `${service}-${instance}`, ...rest };
}

/** Null: no response was sent. */
export type Status = '200' | '201' | '404' | '500' | '503' | 'none';
const SUCCESSES = { '200': 88, '201': 8, '404': 4 };
const FAILURES = { '500': 5, '503': 3, none: 2 };
export const isError = (status: Status): boolean => status in FAILURES;

/** What tells requests of a service apart. */
export interface Place {
  method: string;
  route: string;
  status: Status;
}

const STATUSES: readonly Status[] = ['200', '201', '404', '500', '503', 'none'];
/** By how often they are asked, and by how often a failure is theirs. */
const ASKED = { 'GET /rooms/:id': 55, 'POST /messages': 30, 'GET /rooms/:id/notes': 15 };
const FAILING: typeof ASKED = { 'GET /rooms/:id': 20, 'POST /messages': 75, 'GET /rooms/:id/notes': 5 };

const PLACES = new Map(
  Object.keys(ASKED).flatMap((name) => {
    const [method = '', route = ''] = name.split(' ');
    return STATUSES.map((status): [string, Place] => [`${name} ${status}`, { method, route, status }]);
  }),
);
/** Told by every export, also of nothing. */
export const USUAL_PLACE = PLACES.get('GET /rooms/:id 200')!;

/** One export of one run of a sender: what happened since the export before. */
export interface Report {
  run: Run;
  atMs: number;
  /** Of the run, or of the export before it: whatever the sender says. */
  startMs: number;
  /** Durations in ms by place: always the same objects. */
  added: Map<Place, number[]>;
}

/** A sender from its start to its end; its reports in the order of time. */
export interface Run {
  sender: Sender;
  startMs: number;
  endMs: number;
  reports: Report[];
}

/** All runs of all senders over the day, with every request that they count. */
export function runsOf(seed: number): Run[] {
  const random = seededRandom(seed, 'senders');
  const runs = SENDERS.flatMap((each) => spansOf(each, random).map(([from, to]) => runOf(each, from, to)));
  const reports = runs.flatMap((run) => run.reports).filter(({ atMs, startMs }) => atMs - startMs > 1_000);
  for (const [hourMs, some] of byHour(reports)) serve(some, hourMs, random);
  for (const run of runs) repeatLast(run, random);
  return runs;
}

function spansOf({ service, restarts }: Sender, random: Random): [fromMs: number, toMs: number][] {
  const pauses: [number, number][] = [[UNOBSERVED.fromMs, UNOBSERVED.toMs]];
  if (service === SILENT.service) pauses.push([SILENT.fromMs, SILENT.toMs]);
  for (let left = restarts; left > 0; left--) {
    const downMs = DAY_START_MS + Math.floor(random() * 24 * HOUR_MS);
    pauses.push([downMs, downMs + 1_000 + Math.floor(random() * 20_000)]);
  }
  let spans: [number, number][] = [[DAY_START_MS, DAY_END_MS]];
  for (const [down, up] of pauses)
    spans = spans.flatMap(([from, to]): [number, number][] =>
      down >= to || up <= from
        ? [[from, to]]
        : [
            [from, down],
            [up, to],
          ],
    );
  return spans.filter(([from, to]) => to > from);
}

/** Exports every minute while it is busy, else every five. */
function runOf(each: Sender, startMs: number, endMs: number): Run {
  const run: Run = { sender: each, startMs, endMs, reports: [] };
  let beforeMs = startMs;
  for (let minute = Math.floor(startMs / MINUTE_MS) * MINUTE_MS; minute <= endMs; minute += MINUTE_MS) {
    const atMs = minute + each.phaseMs;
    if (atMs <= startMs || atMs > endMs || !(isBusy(atMs) || (minute / MINUTE_MS) % 5 === 4)) continue;
    run.reports.push({ run, atMs, startMs: each.cumulative ? startMs : beforeMs, added: new Map() });
    beforeMs = atMs;
  }
  return run;
}

/** Reports by the start of the hour that they count for: what is exported at its very end still belongs to it. */
function byHour(reports: Report[]): Map<number, Report[]> {
  const hours = new Map<number, Report[]>();
  for (const report of reports) {
    const hourMs = Math.floor((report.atMs - 1) / HOUR_MS) * HOUR_MS;
    hours.set(hourMs, [...(hours.get(hourMs) ?? []), report]);
  }
  return hours;
}

/** Gives the requests of one hour to its reports. */
function serve(reports: Report[], hourMs: number, random: Random): void {
  const { exactly, perMinute, errorShare, medianMs } = planOf(hourMs);
  const end = (report: Report, failed: boolean) => {
    const status: Status = pick<Status>(random, (failed ? FAILURES : SUCCESSES) as Record<Status, number>);
    const place = PLACES.get(`${pick(random, failed ? FAILING : ASKED)} ${status}`)!;
    const durations = report.added.get(place) ?? [];
    report.added.set(place, durations);
    durations.push(lognormal(random, medianMs, 0.5));
  };
  if (exactly !== undefined) {
    for (let index = 0; index < exactly.requests; index++)
      end(reports[Math.floor(random() * reports.length)]!, index < exactly.errors);
    return;
  }
  for (const report of reports) {
    const mean = perMinute * report.run.sender.share * (isBusy(report.atMs) ? 6 : 5);
    for (let left = poisson(random, mean); left > 0; left--) end(report, random() < errorShare);
  }
}

/** A sender that shuts down in an orderly way exports once more what it has exported already. */
function repeatLast(run: Run, random: Random): void {
  const last = run.reports.at(-1);
  if (last === undefined || !run.sender.cumulative || random() < 0.3) return;
  const atMs = last.atMs + 1 + Math.floor(random() * Math.min(900, run.endMs - last.atMs));
  if (atMs <= run.endMs) run.reports.push({ run, atMs, startMs: run.startMs, added: new Map() });
}
