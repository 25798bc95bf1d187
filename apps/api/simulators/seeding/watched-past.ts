import type { DataSource } from 'typeorm';
import type { ServiceDayRow } from '../../src/storage/external-service-days/external-service-day.repository';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { WatchedRows } from './watched-rows';
import type { Judging } from './watching/past-ground';
import { NOTHING_STANDS, PastWatch, type Standing, type Watched } from './watching/past-watch';
import { bygoneDays, daysOf } from './watching/probed-days';
import type { Span } from './watching/watch-times';

/** Bars of the services reach so far back; what changed is asked for as far as the other charts go. */
const DAYS_OF_BARS = 90;
const DAYS_OF_CHANGES = 30;
/** Shorter than this no past is worth telling. */
const SHORTEST_MS = 10 * MINUTE_MS;

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;
const nextHour = (ms: number): number => Math.ceil(ms / HOUR_MS) * HOUR_MS;

/**
 * The watch that nobody kept before the demo began: how the services were, and what was said of health. It is made up
 * before the API starts, so that the live watch goes on from it; hours of which Watchroom has seen anything stay.
 */
export class WatchedPast {
  private readonly nowMs: number;
  /** First moment of which each probe is told: whole days of bars need all of them. */
  private readonly probesFromMs: number;
  private readonly ahead: Watched;

  /** Thinks of all that a first start needs, without a database. */
  constructor(
    now: Date,
    private readonly judging: Judging,
  ) {
    this.nowMs = now.getTime();
    this.probesFromMs = dayOf(this.nowMs - DAY_MS);
    this.ahead = new PastWatch([this.probesFromMs, this.nowMs], this.nowMs, judging).watch(true);
  }

  /** The last day and the bars, up to `now`. Nothing may be watching meanwhile. */
  async seedRecent(dataSource: DataSource, now: Date): Promise<void> {
    const rows = new WatchedRows(dataSource, this.judging);
    const standing = await dataSource.transaction((manager) => rows.standing(manager));
    const lived = newestOf(standing);
    const span: Span = [lived === null ? this.probesFromMs : nextHour(lived), now.getTime()];
    if (span[1] - span[0] < SHORTEST_MS) return;
    const watched = lived === null ? this.upTo(now) : this.watch(span, standing);
    const days = lived === null ? this.barsOf(span, watched) : [];
    await dataSource.transaction(async (manager) => {
      await rows.putChanges(watched, manager);
      await rows.putPresent(watched, manager);
      await rows.putDays(days, manager);
    });
  }

  /** What changed in the weeks before, as far as nothing of it is told. */
  async seedEarlier(dataSource: DataSource): Promise<void> {
    const rows = new WatchedRows(dataSource, this.judging);
    const told = await rows.firstChangeAt(dataSource.manager);
    const untilMs = dayOf(Math.min(this.probesFromMs, told?.getTime() ?? Infinity));
    const fromMs = dayOf(this.nowMs - DAYS_OF_CHANGES * DAY_MS);
    if (fromMs >= untilMs) return;
    const watched = new PastWatch([fromMs, untilMs], this.nowMs, this.judging).watch(false);
    await dataSource.transaction((manager) => rows.putChanges(watched, manager));
  }

  private barsOf(span: Span, { probed }: Watched): ServiceDayRow[] {
    const fromMs = dayOf(this.nowMs) - (DAYS_OF_BARS - 1) * DAY_MS;
    const bygone = bygoneDays([fromMs, this.probesFromMs], this.nowMs, this.judging);
    return [...bygone, ...daysOf(span, probed, this.judging)];
  }

  /** What was thought of ahead, and the moments since then. */
  private upTo(now: Date): Watched {
    const { ahead } = this;
    const since = this.watch([this.nowMs, Math.max(this.nowMs + 1, now.getTime())], ahead);
    return {
      ...since,
      probed: [...ahead.probed, ...since.probed],
      statusChanges: [...ahead.statusChanges, ...since.statusChanges],
      verdictChanges: [...ahead.verdictChanges, ...since.verdictChanges],
      healthChanges: [...ahead.healthChanges, ...since.healthChanges],
      troubles: ahead.troubles,
    };
  }

  private watch(span: Span, standing: Standing = NOTHING_STANDS): Watched {
    return new PastWatch(span, this.nowMs, this.judging, standing).watch(true);
  }
}

/** When somebody last watched; null when nobody ever did. */
function newestOf({ states, health }: Standing): number | null {
  const times = [
    ...states.map(({ history }) => history.recent.at(-1)?.at.getTime() ?? -Infinity),
    health.judgedAt?.getTime() ?? -Infinity,
  ];
  const newest = Math.max(...times);
  return newest === -Infinity ? null : newest;
}
