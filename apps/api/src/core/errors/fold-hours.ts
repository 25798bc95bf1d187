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

/** Minutes of one UTC hour put together: the same in whatever order and grouping they come. */
export class HourFold {
  private readonly byService = new Map<string, OpenHour>();

  constructor(private readonly hour: Date) {}

  add(part: MinuteCounts): void {
    const open = this.byService.get(part.service) ?? new OpenHour();
    this.byService.set(part.service, open);
    open.counts.requests += part.requests;
    open.counts.errors += part.errors;
    open.counts.clientErrors += part.clientErrors;
    open.distribution.mergeEncoded(part.distribution);
    open.minutes.add(part.minute.getTime());
  }

  /** One row for each service, by name. */
  services(): ServiceHour[] {
    return [...this.byService]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([service, open]) => ({ service, ...open.total(this.hour) }));
  }

  /** All services but Watchroom's own together; null when none of them was observed. */
  others(): HourTotal | null {
    const others = [...this.byService].filter(([service]) => service !== OWN_SERVICE);
    if (others.length === 0) return null;
    const all = new OpenHour();
    for (const [, open] of others) all.include(open);
    return all.total(this.hour);
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
