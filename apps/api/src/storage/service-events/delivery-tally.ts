import type { ExternalServiceKey } from '@watchroom/contracts';
import { HOUR_MS } from '../../core/time';

/** Deliveries of one service in one UTC hour, as JSON for the database. */
interface DeliveryCount {
  hour: Date;
  service: ExternalServiceKey;
  replica: string;
  accepted: number;
  refused: number;
  last_accepted_at: Date | null;
}

/** Counts deliveries until they are written. */
export class DeliveryTally {
  private readonly counts = new Map<string, DeliveryCount>();

  constructor(private readonly replica: string) {}

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }

  accepted(service: ExternalServiceKey, at: Date): void {
    const count = this.of(service, at);
    count.accepted++;
    if (count.last_accepted_at === null || at > count.last_accepted_at) count.last_accepted_at = at;
  }

  refused(service: ExternalServiceKey, at: Date, times = 1): void {
    this.of(service, at).refused += times;
  }

  rows(): DeliveryCount[] {
    return [...this.counts.values()];
  }

  private of(service: ExternalServiceKey, at: Date): DeliveryCount {
    const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
    const key = `${hour.getTime()} ${service}`;
    const count = this.counts.get(key) ?? {
      hour,
      service,
      replica: this.replica,
      accepted: 0,
      refused: 0,
      last_accepted_at: null,
    };
    this.counts.set(key, count);
    return count;
  }
}
