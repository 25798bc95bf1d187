import {
  type BadEnds,
  EXTERNAL_SERVICES,
  type ExternalServicesStatus,
  type ProbeLatency,
  type ServiceDay,
  type VendorIncident,
  type VerdictChange,
} from '@watchroom/contracts';
import type { Sheet } from '../../lib/csv';
import { isUnobserved } from './latency-points';

/** How each service is now. */
export const servicesSheet = ({ details }: ExternalServicesStatus): Sheet => ({
  columns: [
    'service',
    'status',
    'since_utc',
    'verdict',
    'verdict_since_utc',
    'latency_ms',
    'probed_utc',
    'detail',
  ],
  rows: EXTERNAL_SERVICES.map((service) => {
    const { status, since, verdict, verdict_since, latency_ms, checked_at, detail } = details[service];
    return [service, status, since, verdict, verdict_since, latency_ms, checked_at, detail];
  }),
});

/** Ten minutes a row, in UTC; what nobody measured has no numbers. */
export const latencySheet = (latency: ProbeLatency[]): Sheet => ({
  columns: ['from_utc', 'median_ms', 'slowest_ms', 'answered', 'failed'],
  rows: latency.map((stretch) => {
    const { start, p50_ms, max_ms, answered, failed } = stretch;
    return [start, p50_ms, max_ms, ...(isUnobserved(stretch) ? [null, null] : [answered, failed])];
  }),
});

/** A day of UTC a row, oldest first. */
export const daysSheet = (days: ServiceDay[]): Sheet => ({
  columns: ['day_utc', 'operational_s', 'degraded_s', 'down_s', 'unobserved_s'],
  rows: days.map((day) => [
    day.day,
    day.operational_seconds,
    day.degraded_seconds,
    day.down_seconds,
    day.unobserved_seconds,
  ]),
});

/** What the vendor declared, newest first; in its own words. */
export const incidentsSheet = (incidents: readonly VendorIncident[]): Sheet => ({
  columns: [
    'kind',
    'title',
    'impact',
    'status',
    'started_utc',
    'resolved_utc',
    'planned_from_utc',
    'planned_to_utc',
    'address',
  ],
  rows: incidents.map((incident) => [
    incident.kind,
    incident.title,
    incident.impact,
    incident.status,
    incident.started_at,
    incident.resolved_at,
    incident.scheduled_for,
    incident.scheduled_until,
    incident.url,
  ]),
});

/** Newest first. */
export const verdictSheet = (changes: readonly VerdictChange[]): Sheet => ({
  columns: ['at_utc', 'from', 'to', 'why'],
  rows: changes.map(({ at, from, to, detail }) => [at, from, to, detail]),
});

/** Reasons in the vendor's words, most often first. */
export const badEndsSheet = (ends: readonly BadEnds[]): Sheet => ({
  columns: ['reason', 'times', 'sessions', 'newest_utc'],
  rows: ends.map(({ reason, times, sessions, newest_at }) => [reason, times, sessions, newest_at]),
});
