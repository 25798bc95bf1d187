import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { zoneIn } from '../../lib/address';
import { useWriteSearch } from '../../lib/write-search';
import { shownZone } from '../../lib/zone';

/**
 * Times are shown in the zone that the address names. Where it names none and this browser remembers UTC, it is written
 * there: whoever is sent the address reads the same times.
 */
export function useZoneOfAddress(): void {
  const { zone } = zoneIn(useSearch({ strict: false }));
  const write = useWriteSearch();
  useEffect(() => {
    if (zone !== undefined) shownZone.set(zone);
    else if (shownZone.now() === 'utc') write({ zone: 'utc' });
  }, [zone, write]);
}
