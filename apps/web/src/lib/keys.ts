import { browserMemory } from './browser-memory';
import { type Place, PLACES } from './places';

/** What a pressed key asks for; `#people`: a part of the dashboard. */
export type KeyWish = 'palette' | 'keys' | 'refresh' | 'dashboard' | 'theme' | 'wall' | `#${Place}`;

export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The reader is writing, or a dialog is open. */
  isBusy: boolean;
}

/** Keys of one sign. They can be switched off: speech input and resting hands press them unmeant (WCAG 2.1.4). */
export const SINGLE_KEYS: Readonly<Record<string, KeyWish>> = {
  '?': 'keys',
  r: 'refresh',
  d: 'dashboard',
  t: 'theme',
  w: 'wall',
  ...Object.fromEntries(PLACES.map(({ key, place }) => [key, `#${place}` as const])),
};

/** The wish behind a key; null: none, the key is the browser's or the field's. */
export function wishOf(press: Press, hasSingleKeys: boolean): KeyWish | null {
  const { key, ctrlKey, metaKey, altKey, isBusy } = press;
  if (ctrlKey !== metaKey && !altKey && key.toLowerCase() === 'k') return 'palette';
  if (isBusy || !hasSingleKeys || ctrlKey || metaKey || altKey) return null;
  return Object.hasOwn(SINGLE_KEYS, key) ? (SINGLE_KEYS[key] ?? null) : null;
}

const WRITING =
  'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable], dialog';

/** Whether a key pressed there belongs to a field or to an open dialog. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(WRITING) !== null;

const REMEMBERED_AS = 'watchroom-single-keys';

/** Remembered by this browser; on until switched off. */
export const singleKeys = {
  areOn: (): boolean => browserMemory.getItem(REMEMBERED_AS) !== 'off',
  switch: (on: boolean): void => browserMemory.setItem(REMEMBERED_AS, on ? 'on' : 'off'),
};
