import { useSyncExternalStore } from 'react';
import { Store } from '../../lib/store';
import type { TimeStep } from './time-chart.types';
import { indexAt } from './time-spans';

/** The moment that is looked at, in ms, on all charts of the page at once; null: none. */
export const sharedCursor = new Store<number | null>(null);

/** The step that is looked at; a chart is drawn anew only when that is another one. */
export const useCursorIndex = (steps: readonly TimeStep[]): number | null =>
  useSyncExternalStore(sharedCursor.subscribe, () => indexAt(steps, sharedCursor.now()));
