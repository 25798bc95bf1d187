import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { zoneIn } from '../../lib/address';
import { shownZone } from '../../lib/zone';

/**
 * Times are shown in the zone that the address names. Where it names none and this browser remembers UTC, it is written
 * there: whoever is sent the address reads the same times.
 */
export function useZoneOfAddress(): void {
  const { zone } = zoneIn(useSearch({ strict: false }));
  const navigate = useNavigate();
  useEffect(() => {
    if (zone !== undefined) shownZone.set(zone);
    else if (shownZone.now() === 'utc')
      void navigate({
        to: '.',
        search: (old: object) => ({ ...old, zone: 'utc' as const }),
        replace: true,
        resetScroll: false,
        hash: true,
        hashScrollIntoView: false,
      });
  }, [zone, navigate]);
}
