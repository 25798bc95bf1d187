import type { ExternalServiceKey, VendorIncident, WitnessState } from '@watchroom/contracts';

/** Public feeds that a status page may have, each with a shape of its own. */
export const STATUS_FEEDS = ['statuspage', 'betterstack', 'instatus'] as const;
export type StatusFeed = (typeof STATUS_FEEDS)[number];

/** What a status page claims of its vendor. */
export interface PageClaim {
  /** `trouble` for a maintenance that goes on, too; `unknown` for words that are not known to us. */
  state: WitnessState;
  /** The page's own words, shortened. */
  words: string;
}

/** Where a page was read last, and its validators for asking whether it has changed. */
export interface PageMark {
  feed: StatusFeed;
  etag: string | null;
  lastModified: string | null;
}

/** What one attempt to read a page brought. */
export type PageReading =
  /** `incidents`: all that go on or are announced; null where the feed does not tell them. */
  | { kind: 'read'; mark: PageMark; claim: PageClaim; incidents: VendorIncident[] | null }
  | { kind: 'unchanged' }
  /** `retryAfterMs`: the page's own wish. `fault`: in words, such as "HTTP 404". */
  | { kind: 'unreadable'; fault: string; retryAfterMs: number | null; throttled: boolean };

/** What is remembered of a vendor's status page. */
export interface VendorPage {
  service: ExternalServiceKey;
  /** When it was last seen as it is remembered here; null when it never was. */
  readAt: Date | null;
  triedAt: Date;
  /** Why the latest attempt failed; null when it did not. */
  fault: string | null;
  claim: PageClaim | null;
  mark: PageMark | null;
}

const READ_PAGES_EVERY_MS = 60_000;
const READ_PAGES_AT_MOST_EVERY_MS = 10_000;
const PROBES_A_READING = 1.5;

/**
 * How often status pages are read, in ms: seldom enough for a page that somebody else hosts, often enough that what it
 * begins or ceases to declare is told within two intervals of the probes; in trouble as often as probes ask.
 */
export function readPagesEveryMs(probeIntervalMs: number, isTroubled: boolean): number {
  const wanted = probeIntervalMs * (isTroubled ? 1 : PROBES_A_READING);
  return Math.max(READ_PAGES_AT_MOST_EVERY_MS, Math.min(READ_PAGES_EVERY_MS, wanted));
}

/** Two readings and their time limits: a claim older than this says nothing of now. */
export const PAGE_OVERDUE_MS = 150_000;

/** The page after one more attempt; `previous` null before the first one. */
export function nextPage(
  service: ExternalServiceKey,
  previous: VendorPage | null,
  reading: PageReading,
  now: Date,
): VendorPage {
  const known = previous ?? { service, readAt: null, triedAt: now, fault: null, claim: null, mark: null };
  if (reading.kind === 'unreadable') return { ...known, triedAt: now, fault: reading.fault };
  if (reading.kind === 'unchanged') return { ...known, readAt: now, triedAt: now, fault: null };
  const { mark, claim } = reading;
  return { service, readAt: now, triedAt: now, fault: null, claim, mark };
}

/** True while the page has been read lately enough to speak of now. */
export const isPageFresh = (page: VendorPage | null, now: Date): boolean =>
  page?.readAt != null && now.getTime() - page.readAt.getTime() <= PAGE_OVERDUE_MS;
