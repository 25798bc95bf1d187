import { hourOf } from '../requests/minute';

/** Counts of a service in one minute, or in a part of it (one instance). */
export interface MinuteCounts {
  minute: Date;
  service: string;
  requests: number;
  errors: number;
  clientErrors: number;
}

/** Counts of a service in one UTC hour; `observedMinutes` of 60. */
export interface ServiceHour {
  hour: Date;
  service: string;
  requests: number;
  errors: number;
  clientErrors: number;
  observedMinutes: number;
}

/** Hours by service; the same in whatever order and grouping the minutes come. */
export function foldHours(minutes: readonly MinuteCounts[]): ServiceHour[] {
  const hours = new Map<string, ServiceHour>();
  const observed = new Map<string, Set<number>>();
  for (const { minute, service, requests, errors, clientErrors } of minutes) {
    const hourMs = hourOf(minute.getTime());
    const key = `${hourMs} ${service}`;
    const hour = hours.get(key) ?? {
      hour: new Date(hourMs),
      service,
      requests: 0,
      errors: 0,
      clientErrors: 0,
      observedMinutes: 0,
    };
    hours.set(key, hour);
    hour.requests += requests;
    hour.errors += errors;
    hour.clientErrors += clientErrors;
    const seen = observed.get(key) ?? new Set();
    observed.set(key, seen.add(minute.getTime()));
    hour.observedMinutes = seen.size;
  }
  return [...hours.values()];
}
