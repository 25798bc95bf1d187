import { useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ShownRange } from '../../lib/range';
import { shownZone, useZone, useZoneChoice, type ZoneChoice } from '../../lib/zone';
import { useWriteSearch } from '../../lib/write-search';
import { type AskedRange, rangeOf, searchOf } from './range-search';

export interface RangeControl extends AskedRange {
  zoneChoice: ZoneChoice;
  /** IANA name. */
  zoneName: string;
  choose: (range: ShownRange) => void;
  chooseZone: (zone: ZoneChoice) => void;
}

/** What of the past is shown: it stands in the address, so that it survives a reload and can be sent to others. */
export function useRange(nowMs: number): RangeControl {
  const { range, from, to } = useSearch({ strict: false }) as Record<string, unknown>;
  // The same object from one second to the next: charts are drawn anew for another one.
  const told = JSON.stringify(rangeOf({ range, from, to }, nowMs));
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
