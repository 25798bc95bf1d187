import type { ZoneChoice } from './zone';

/** The stretch of time that an address asks for, as it stands there: nothing is judged. */
export interface TimeInAddress {
  range?: string;
  from?: string;
  to?: string;
}

/** What an address says of the time that is shown: for links that lead to the same time elsewhere. */
export function timeIn(search: object): TimeInAddress {
  const { range, from, to } = search as Record<string, unknown>;
  return {
    ...(typeof range === 'string' && { range }),
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
  };
}

const HOURS = { '6h': 6, '24h': 24, '7d': 168, '30d': 168 } as const;
/** Pages of requests tell this much at most. */
const MOST_MS = 168 * 3_600_000;

/** A stretch of time as pages of requests name it; without anything it is their last hour. */
export interface RequestTime {
  hours?: 6 | 24 | 168;
  from?: string;
  to?: string;
}

/** What an address says of the time that is shown, for links to pages of requests: the last week of a longer one. */
export function requestTimeIn(search: object): RequestTime {
  const { range = '', from, to } = timeIn(search);
  const [fromMs, toMs] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
  if (to !== undefined && toMs > fromMs)
    return { from: new Date(Math.max(fromMs, toMs - MOST_MS)).toISOString(), to };
  return range in HOURS ? { hours: HOURS[range as keyof typeof HOURS] } : {};
}

/** The way back: what an address of a page of requests says, as the dashboard names it. */
export function timeOfRequests(search: object): TimeInAddress {
  const { hours } = search as RequestTime;
  const range = hours === 6 ? '6h' : hours === 168 ? '7d' : undefined;
  return range === undefined ? timeIn(search) : { range };
}

export interface ZoneInAddress {
  zone?: ZoneChoice;
}

export function zoneIn(search: object): ZoneInAddress {
  const { zone } = search as Record<string, unknown>;
  return zone === 'utc' || zone === 'local' ? { zone } : {};
}

/** Whoever goes on from an address that names a zone stays in it, unless the way says otherwise. */
export const keepZone = <Search extends ZoneInAddress>({
  search,
  next,
}: {
  search: Search;
  next: (search: Search) => Search;
}): Search => {
  const found = next(search);
  return 'zone' in found || search.zone === undefined ? found : { ...found, zone: search.zone };
};
