import type { VendorIncident } from '@watchroom/contracts';
import type { PageClaim } from '../../core/witnesses/vendor-page';
import { isJsonObject, type JsonObject } from '../json-object';

/** What a feed tells. `incidents` null: the feed does not tell them. */
interface FeedTold {
  claim: PageClaim;
  incidents: VendorIncident[] | null;
}

/** Reads a body; null when it is not of this feed's shape. Nothing but titles, states and times is taken. */
export type FeedReader = (body: JsonObject) => FeedTold | null;

const LONGEST_TEXT = 200;
/** A page with more than this is not read to its end. */
const MOST_ENTRIES = 100;

/** A text of the vendor on one line, shortened; null when it is none. */
export function textIn(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line === '' ? null : line.slice(0, LONGEST_TEXT);
}

/** RFC 3339 UTC; null where the value is no time. */
export function timeIn(value: unknown): string | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** An address that a browser may be sent to; null for anything else. */
export function addressIn(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST_TEXT || !URL.canParse(value)) return null;
  return /^https?:$/.test(new URL(value).protocol) ? value : null;
}

/** An object; null for anything else. */
export const objectOf = (value: unknown): JsonObject | null => (isJsonObject(value) ? value : null);

/** The objects among the entries of a list; none where there is no list. */
export const entriesOf = (value: unknown): JsonObject[] =>
  Array.isArray(value)
    ? value
        .slice(0, MOST_ENTRIES)
        .map(objectOf)
        .filter((entry) => entry !== null)
    : [];
