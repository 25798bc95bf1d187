import { isOverdue, TELEMETRY_OVERDUE_MS } from '../../../src/core/metrics/measured-numbers';
import type { HealthFacts } from '../../../src/core/health/health-facts';
import { busyness, HOUR_MS, MINUTE_MS } from '../../chance/rhythm';
import { pastStart } from '../../requests/covered-minutes';
import { statusCountsOf } from '../../requests/request-past';
import { type Plot, toldPlotOf } from '../../requests/request-plot';
import { paceAt, USUAL } from '../../requests/service-facts';

const MINUTES_OF_P95 = 5;
/** Of all routes together, before visitors slow them down. */
const USUAL_P95_MS = 290;
/** A silence lasts an hour. */
const LOOKED_BACK_MINUTES = 65;

type Counts = HealthFacts['errorRate'];

/** What the requests of a past that ends at `nowMs` say of health at any of its moments. */
export class RequestFacts {
  private readonly minutes = new Map<number, Counts | null>();

  constructor(private readonly nowMs: number) {}

  /** By the minutes that are over: their reports have arrived. */
  at(atMs: number): Pick<HealthFacts, 'errorRate' | 'telemetry' | 'responseTime' | 'silent'> {
    const endMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
    const errorRate = this.sum(endMs - HOUR_MS, endMs);
    const { requests } = this.sum(endMs - MINUTES_OF_P95 * MINUTE_MS, endMs);
    const newestAt = this.newestAt(endMs);
    const isStale = isOverdue(newestAt, TELEMETRY_OVERDUE_MS, new Date(atMs));
    const p95Ms = requests === 0 ? null : USUAL_P95_MS * paceAt(atMs);
    return { errorRate, telemetry: { newestAt, isStale }, responseTime: { p95Ms, requests }, silent: [] };
  }

  private sum(fromMs: number, untilMs: number): Counts {
    const sum = { requests: 0, errors: 0 };
    for (let minuteMs = fromMs; minuteMs < untilMs; minuteMs += MINUTE_MS) {
      const counts = this.ofMinute(minuteMs);
      sum.requests += counts?.requests ?? 0;
      sum.errors += counts?.errors ?? 0;
    }
    return sum;
  }

  private newestAt(endMs: number): Date | null {
    for (let back = 0; back < LOOKED_BACK_MINUTES; back++) {
      const untilMs = endMs - back * MINUTE_MS;
      if (this.ofMinute(untilMs - MINUTE_MS) !== null) return new Date(untilMs);
    }
    return null;
  }

  private ofMinute(minuteMs: number): Counts | null {
    const known = this.minutes.get(minuteMs);
    if (known !== undefined) return known;
    const plot = toldPlotOf(minuteMs, this.nowMs);
    const counts = plot === null ? null : this.counted(minuteMs, plot);
    this.minutes.set(minuteMs, counts);
    return counts;
  }

  /** As it is told, where minutes are told; before that hours are, and a minute has its usual part of them. */
  private counted(minuteMs: number, plot: Plot): Counts {
    if (minuteMs < pastStart(this.nowMs)) {
      const requests = Math.round(USUAL.requestsPerSecond * busyness(minuteMs) * 60);
      return { requests, errors: Math.round(requests * plot.failing) };
    }
    const sum = { requests: 0, errors: 0 };
    for (const { status, count } of statusCountsOf(minuteMs, plot)) {
      sum.requests += count;
      if (status >= 500) sum.errors += count;
    }
    return sum;
  }
}
