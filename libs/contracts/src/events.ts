import type { SystemHealth } from './health';

/**
 * What an event is about: the state of the system; a limit of error rate or response time; a full hour whose error rate
 * is on another side of a limit than the hour before; the database; the API's own connections to it; a source that
 * reports; the status of an external service; the verdict on one; what its vendor declares; its webhooks; a TLS
 * certificate.
 */
export const EVENT_KINDS = [
  'health',
  'limit',
  'error_hour',
  'database',
  'pool',
  'source',
  'service_status',
  'verdict',
  'vendor_incident',
  'webhooks',
  'certificate',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Most events of one answer. */
export const MOST_EVENTS = 200;
export const USUAL_EVENTS = 50;

/** One change. `from` null: it was never judged before, or has no before. */
export interface MonitoringEvent {
  /** Unique among the events of its time; the same whenever it is asked for. */
  id: string;
  /** RFC 3339 UTC, in ms. */
  at: string;
  kind: EventKind;
  /** Which one: `system`, `error_rate`, `livekit`. */
  subject: string;
  from: string | null;
  to: string | null;
  /** How bad its subject is from then on. */
  health: SystemHealth;
  /** One sentence for the person on duty. Times of day in it are UTC and say so. */
  sentence: string;
  /** The page to look at. */
  href: string;
}

/** Events of [from, to), newest first. */
export interface EventPage {
  from: string;
  to: string;
  events: MonitoringEvent[];
  /** Ask with `before` set to this for the older ones; null when there are none in the range. */
  next: string | null;
  as_of: string;
}

/** What became of one subject since the reader last looked. */
export interface NewsLine {
  kind: EventKind;
  subject: string;
  /** The worst it was. */
  health: Exclude<SystemHealth, 'healthy'>;
  is_over: boolean;
  /** RFC 3339 UTC; null: before the reader last looked. */
  since: string | null;
  /** When it was over; null while it goes on. */
  until: string | null;
  sentence: string;
  href: string;
}

/** Most lines of news. */
export const MOST_NEWS = 6;
/** Who was away for less missed nothing. */
export const SHORT_ABSENCE_SECONDS = 300;

/** `since` null: the first visit. What goes on comes first, then what is over; each the worst first. */
export interface News {
  since: string | null;
  lines: NewsLine[];
  as_of: string;
}
