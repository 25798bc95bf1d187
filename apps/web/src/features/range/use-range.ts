import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ShownRange } from '../../lib/range';
import { shownZone, useZone, useZoneChoice, type ZoneChoice } from '../../lib/zone';
import { type AskedRange, rangeOf, type RangeSearch, searchOf } from './range-search';

export interface RangeControl extends AskedRange {
  zoneChoice: ZoneChoice;
  /** IANA name. */
  zoneName: string;
  choose: (range: ShownRange) => void;
  chooseZone: (zone: ZoneChoice) => void;
}

/** What of the past is shown: it stands in the address, so that it survives a reload and can be sent to others. */
export function useRange(nowMs: number): RangeControl {
  const { range, from, to, zone } = useSearch({ strict: false }) as Record<string, unknown>;
  // The same object from one second to the next: charts are drawn anew for another one.
  const told = JSON.stringify(rangeOf({ range, from, to, zone }, nowMs));
  const asked = useMemo(() => JSON.parse(told) as AskedRange, [told]);
  const write = useWriteSearch();
  return {
    ...asked,
    zoneChoice: useZoneChoice(),
    zoneName: useZone(),
    choose: useCallback((next: ShownRange) => write(searchOf(next)), [write]),
    chooseZone: useCallback(
      (next: ZoneChoice) => {
        shownZone.choose(next);
        write({ zone: next === 'utc' ? 'utc' : undefined });
      },
      [write],
    ),
  };
}

/** Changes the address where the reader stands: nothing scrolls, and the way back leads to the page before. */
function useWriteSearch(): (change: RangeSearch) => void {
  const navigate = useNavigate();
  return useCallback(
    (change) =>
      void navigate({
        to: '.',
        search: (old: object) => ({ ...old, ...change }),
        replace: true,
        resetScroll: false,
        hash: true, // the part of the page that the address names stays the same
        hashScrollIntoView: false,
      }),
    [navigate],
  );
}
