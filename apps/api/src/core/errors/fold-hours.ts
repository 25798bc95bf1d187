import { Distribution } from '../latency/distribution';
import { OWN_SERVICE } from '../requests/request-minute';

/** Requests of a service in one minute, or in a part of it (one instance). `distribution`: encoded durations. */
export interface MinuteCounts {
  minute: Date;
  service: string;
  requests: number;
  errors: number;
  clientErrors: number;
  distribution: Uint8Array;
}

/** Requests in one UTC hour; `observedMinutes` of 60. */
export interface HourTotal {
  hour: Date;
  requests: number;
  errors: number;
  clientErrors: number;
  observedMinutes: number;
  distribution: Distribution;
}

export interface ServiceHour extends HourTotal {
  service: string;
}

/** Requests of all services but Watchroom's own in one minute. */
export interface MinuteTotal {
  minute: Date;
  requests: number;
  errors: number;
  distribution: Distribution;
}

/**
 * Minutes of one UTC hour put together: the same in whatever order and grouping they come. Durations that cannot be
 * read are left out; the requests are counted all the same.
 */
export class HourFold {
  /** Parts whose durations cannot be read. */
  unreadable = 0;
  private readonly byService = new Map<string, OpenHour>();
  private readonly byMinute = new Map<number, MinuteTotal>();

  constructor(private readonly hour: Date) {}

  /** Counts in what one instance did in one minute of this hour. */
  add(part: MinuteCounts): void {
    const open = this.byService.get(part.service) ?? new OpenHour();
    this.byService.set(part.service, open);
    open.counts.requests += part.requests;
    open.counts.errors += part.errors;
    open.counts.clientErrors += part.clientErrors;
    open.minutes.add(part.minute.getTime());
    if (!open.distribution.mergeReadable(part.distribution)) this.unreadable++;
    if (part.service !== OWN_SERVICE) this.totalOf(part).distribution.mergeReadable(part.distribution);
  }

  /** One row for each service, by name. */
  services(): ServiceHour[] {
    return [...this.byService]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([service, open]) => ({ service, ...open.total(this.hour) }));
  }

  /** All services but Watchroom's own, one row for each minute that was observed, oldest first. */
  minutes(): MinuteTotal[] {
    return [...this.byMinute.values()].toSorted((a, b) => a.minute.getTime() - b.minute.getTime());
  }

  /** All services but Watchroom's own together; null when none of them was observed. */
  others(): HourTotal | null {
    const others = [...this.byService].filter(([service]) => service !== OWN_SERVICE);
    if (others.length === 0) return null;
    const all = new OpenHour();
    for (const [, open] of others) all.include(open);
    return all.total(this.hour);
  }

  private totalOf({ minute, requests, errors }: MinuteCounts): MinuteTotal {
    const total = this.byMinute.get(minute.getTime()) ?? {
      minute,
      requests: 0,
      errors: 0,
      distribution: new Distribution(),
    };
    this.byMinute.set(minute.getTime(), total);
    total.requests += requests;
    total.errors += errors;
    return total;
  }
}

class OpenHour {
  readonly counts = { requests: 0, errors: 0, clientErrors: 0 };
  readonly distribution = new Distribution();
  readonly minutes = new Set<number>();

  include({ counts, distribution, minutes }: OpenHour): void {
    this.counts.requests += counts.requests;
    this.counts.errors += counts.errors;
    this.counts.clientErrors += counts.clientErrors;
    this.distribution.merge(distribution);
    for (const minute of minutes) this.minutes.add(minute);
  }

  total(hour: Date): HourTotal {
    return { hour, ...this.counts, observedMinutes: this.minutes.size, distribution: this.distribution };
  }
}
