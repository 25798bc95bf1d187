import { useSyncExternalStore } from 'react';
import { browserMemory } from './browser-memory';
import { Store, useStore } from './store';

export type ZoneChoice = 'local' | 'utc';

const REMEMBERED_AS = 'watchroom.zone';
const LOCALE = 'en-GB';

/** In which zone the page tells times. A choice is remembered by this browser; what an address asks for is not. */
class ShownZone extends Store<ZoneChoice> {
  /** IANA name: "Europe/Berlin" or "UTC". */
  readonly name = (): string => (this.now() === 'utc' ? 'UTC' : localZone());

  choose(choice: ZoneChoice): void {
    browserMemory.setItem(REMEMBERED_AS, choice);
    this.set(choice);
  }
}

/** Asking the browser takes as long as drawing a chart; who travels with an open page is in the new zone a minute later. */
const ASK_AGAIN_MS = 60_000;
let asked = { zone: '', atMs: -Infinity };

function localZone(): string {
  const nowMs = Date.now();
  if (Math.abs(nowMs - asked.atMs) > ASK_AGAIN_MS)
    asked = { zone: new Intl.DateTimeFormat(LOCALE).resolvedOptions().timeZone, atMs: nowMs };
  return asked.zone;
}

export const shownZone = new ShownZone(browserMemory.getItem(REMEMBERED_AS) === 'utc' ? 'utc' : 'local');

export const useZoneChoice = (): ZoneChoice => useStore(shownZone);

/** IANA name of the zone that the page shows. */
export const useZone = (): string => useSyncExternalStore(shownZone.subscribe, shownZone.name);

/** Making a formatter takes a hundred times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter of times in a zone; the one that the page shows, if none is named. */
export function timeFormat(
  options: Intl.DateTimeFormatOptions,
  zone = shownZone.name(),
): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone });
  formatters.set(key, made);
  return made;
}
