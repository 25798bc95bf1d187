import type { PageMark, PageReading, StatusFeed } from '../../core/witnesses/vendor-page';
import type { Clock } from '../../platform/clock/clock';
import { type Answer, exchange, type Question } from '../exchange';
import { objectIn, retryAfterMs } from '../exchange-outcome';
import { readBetterStack } from './betterstack.feed';
import type { FeedReader } from './feed-reader';
import { readInstatus } from './instatus.feed';
import { readStatuspage } from './statuspage.feed';

/** What a reader of a status page needs to know of the last reading, and whom it asks for leave. */
export interface PageQuestion {
  /** Of the last reading that was understood; null before. */
  known: PageMark | null;
  /** Asked before each request; false = not now. */
  mayAsk: () => Promise<boolean>;
  signal: AbortSignal;
}

/** Where a page is, and by which time it is read. */
interface PagePlace {
  statusUrl: string;
  feeds: readonly StatusFeed[];
  clock: Pick<Clock, 'now'>;
}

const TIMEOUT_MS = 5_000;

const FEEDS: Record<StatusFeed, { path: string; read: FeedReader }> = {
  statuspage: { path: '/api/v2/summary.json', read: readStatuspage },
  betterstack: { path: '/index.json', read: readBetterStack },
  instatus: { path: '/summary.json', read: readInstatus },
};

/**
 * Reads a page by the first of these feeds that it has, beginning with the one that it had last. A page whose answer
 * is not of a known shape is unreadable, however friendly its status code is.
 */
export async function readStatusPage(
  { statusUrl, feeds, clock }: PagePlace,
  { known, mayAsk, signal }: PageQuestion,
): Promise<PageReading> {
  const ordered = feeds.toSorted((a, b) => Number(b === known?.feed) - Number(a === known?.feed));
  let fault = 'not asked';
  for (const feed of ordered) {
    if (!(await mayAsk())) return unreadable('waiting: asked too often');
    const mark = known?.feed === feed ? known : null;
    const exchanged = await exchange(questionOf(statusUrl, feed, mark), TIMEOUT_MS, signal);
    if (exchanged.kind !== 'answer') return unreadable(faultOf(exchanged));
    if (exchanged.status === 429) return throttled(exchanged, clock.now());
    if (exchanged.status === 304 && mark !== null) return { kind: 'unchanged' };
    const reading = understand(exchanged, feed);
    if (reading !== null) return reading;
    fault = exchanged.status === 200 ? 'no feed of a known shape' : `HTTP ${exchanged.status}`;
  }
  return unreadable(fault);
}

function questionOf(statusUrl: string, feed: StatusFeed, mark: PageMark | null): Question {
  const headers: Record<string, string> = {};
  if (mark?.etag != null) headers['if-none-match'] = mark.etag;
  if (mark?.lastModified != null) headers['if-modified-since'] = mark.lastModified;
  return { method: 'GET', url: `${statusUrl}${FEEDS[feed].path}`, headers };
}

function understand(answer: Answer, feed: StatusFeed): PageReading | null {
  const isJson = /\bjson\b/i.test(answer.headers['content-type'] ?? '');
  const body = answer.status === 200 && isJson ? objectIn(answer) : null;
  const told = body === null ? null : FEEDS[feed].read(body);
  if (told === null) return null;
  const etag = answer.headers.etag ?? null;
  const lastModified = answer.headers['last-modified'] ?? null;
  return { kind: 'read', mark: { feed, etag, lastModified }, ...told };
}

const throttled = (answer: Answer, now: Date): PageReading => ({
  kind: 'unreadable',
  fault: 'HTTP 429',
  retryAfterMs: retryAfterMs(answer, now),
  throttled: true,
});

const unreadable = (fault: string): PageReading => ({
  kind: 'unreadable',
  fault,
  retryAfterMs: null,
  throttled: false,
});

const WORDS: Record<string, string> = {
  timeout: 'time-out',
  tls: 'certificate not accepted',
  dns: 'name not resolved',
  refused: 'connection refused',
  unreachable: 'no way to its host',
  reset: 'connection closed',
  malformed: 'not an answer that can be read',
};

const faultOf = (failure: { kind: string; failure?: string }): string =>
  WORDS[failure.failure ?? ''] ?? 'cannot be asked';
