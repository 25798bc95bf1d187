import { Distribution } from '../latency/distribution';
import { placeOf, type RoutePlace } from '../routes/route-place';
import { RouteTally } from '../routes/route-tally';
import { MINUTE_MS, minuteOf } from '../time';
import { counted, type RequestMinute } from './request-minute';
import type { Outcome } from './outcome';

/** While the database is away, so many minutes wait in memory; then the oldest go. */
const MOST_MINUTES = 120;

interface Recorded {
  requests: number;
  errors: number;
  clientErrors: number;
  distribution: Distribution;
  newestMs: number;
  routes: Map<string, { place: RoutePlace; requests: number; errors: number; distribution: Distribution }>;
}

/** What a request was: the template of its route, undefined without one; status null: it had no answer. */
export interface Asked {
  route: string | undefined;
  method: string | undefined;
  status: number | null;
}

/** Requests of this process by the minute in which they ended; kept until they are written. */
export class MinuteRecorder {
  private readonly minutes = new Map<number, Recorded>();

  constructor(
    private readonly service: string,
    private readonly instance: string,
  ) {}

  /** One request ended at `nowMs` (ms since 1970) after `durationMs`. */
  record(nowMs: number, outcome: Outcome, durationMs: number, asked: Asked): void {
    const minute = this.minuteAt(nowMs);
    const { errors, clientErrors } = counted(outcome, 1);
    minute.requests++;
    minute.errors += errors;
    minute.clientErrors += clientErrors;
    const ms = Math.max(0, durationMs);
    minute.distribution.record(ms);
    const route = routeOf(minute, asked);
    route.requests++;
    route.errors += errors;
    route.distribution.record(ms);
  }

  /** Everything to write now, oldest first; the current minute even without requests: it was observed. */
  pending(nowMs: number): (RequestMinute & { routes: RouteTally })[] {
    this.minuteAt(nowMs);
    return [...this.minutes].map(([startMs, recorded]) => ({
      minute: new Date(startMs),
      service: this.service,
      instance: this.instance,
      source: 'own',
      requests: recorded.requests,
      errors: recorded.errors,
      clientErrors: recorded.clientErrors,
      distribution: recorded.distribution.copy(),
      newestAt: new Date(recorded.newestMs),
      routes: tallyOf(recorded),
    }));
  }

  /** What was pending at `nowMs` is written. The minute before is kept: a clock set back must not begin it anew. */
  written(nowMs: number): void {
    const oldest = minuteOf(nowMs) - MINUTE_MS;
    for (const startMs of this.minutes.keys()) if (startMs < oldest) this.minutes.delete(startMs);
  }

  private minuteAt(nowMs: number): Recorded {
    const startMs = minuteOf(nowMs);
    let minute = this.minutes.get(startMs);
    if (minute === undefined) {
      minute = {
        requests: 0,
        errors: 0,
        clientErrors: 0,
        distribution: new Distribution(),
        newestMs: nowMs,
        routes: new Map(),
      };
      this.minutes.set(startMs, minute);
      if (this.minutes.size > MOST_MINUTES) this.minutes.delete(Math.min(...this.minutes.keys()));
    }
    minute.newestMs = Math.max(minute.newestMs, nowMs);
    return minute;
  }
}

function routeOf({ routes }: Recorded, { route, method, status }: Asked) {
  const key = `${status ?? ''} ${method} ${route}`;
  let counted = routes.get(key);
  if (counted === undefined) {
    const place = placeOf(route, method, status);
    routes.set(key, (counted = { place, requests: 0, errors: 0, distribution: new Distribution() }));
  }
  return counted;
}

function tallyOf({ routes }: Recorded): RouteTally {
  const tally = new RouteTally();
  for (const { place, requests, errors, distribution } of routes.values())
    tally.add({ ...place, requests, errors }, distribution);
  return tally;
}
