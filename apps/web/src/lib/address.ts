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
