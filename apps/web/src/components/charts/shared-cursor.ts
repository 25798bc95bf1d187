import { useSyncExternalStore } from 'react';
import type { TimeStep } from './time-chart.types';
import { indexAt } from './time-spans';

/** The moment that is looked at, on all charts of the page at once. */
class SharedCursor {
  private atMs: number | null = null;
  private readonly listeners = new Set<() => void>();

  readonly at = (): number | null => this.atMs;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Null: nothing is looked at. */
  move(atMs: number | null): void {
    if (atMs === this.atMs) return;
    this.atMs = atMs;
    for (const listener of this.listeners) listener();
  }
}

export const sharedCursor = new SharedCursor();

/** The step that is looked at; a chart is drawn anew only when that is another one. */
export const useCursorIndex = (steps: readonly TimeStep[]): number | null =>
  useSyncExternalStore(sharedCursor.subscribe, () => indexAt(steps, sharedCursor.at()));
