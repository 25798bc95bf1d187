import { useSyncExternalStore } from 'react';
import { PACES_MS, type PaceMs, REFETCH_MS, REFRESHES_UNTIL_STALE } from './cadence';

const REMEMBERED_AS = 'watchroom-refresh-ms';

export interface Pace {
  /** What the reader chose; null: no refresh. */
  chosenMs: PaceMs;
  /** Held for a while, without another choice. */
  isPaused: boolean;
}

/** How often the page refreshes: what the reader chose, remembered by this browser, and whether it is held just now. */
export class RefreshPace {
  private pace: Pace;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memory: Pick<Storage, 'getItem' | 'setItem'> | null) {
    this.pace = { chosenMs: this.remembered(), isPaused: false };
  }

  readonly now = (): Pace => this.pace;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Ends a pause, too. */
  choose(chosenMs: PaceMs): void {
    try {
      this.memory?.setItem(REMEMBERED_AS, JSON.stringify(chosenMs));
    } catch {
      // a browser that keeps nothing: chosen for this visit
    }
    this.become({ chosenMs, isPaused: false });
  }

  hold(isPaused: boolean): void {
    this.become({ ...this.pace, isPaused });
  }

  /** Nothing is asked for by itself. */
  get isHeld(): boolean {
    return this.pace.isPaused || this.pace.chosenMs === null;
  }

  /** How often to ask for what is asked for every `ordinaryMs` in ordinary times; asked twice it says the same. */
  intervalOf(ordinaryMs: number): number | false {
    const { chosenMs } = this.pace;
    if (chosenMs === null || this.isHeld) return false;
    return ordinaryMs >= REFETCH_MS || chosenMs > REFETCH_MS ? chosenMs : Math.min(ordinaryMs, chosenMs);
  }

  /** Beyond this age a figure is no longer the present. */
  get staleAfterMs(): number {
    return REFRESHES_UNTIL_STALE * (this.pace.chosenMs ?? REFETCH_MS);
  }

  private become(pace: Pace): void {
    this.pace = pace;
    for (const listener of this.listeners) listener();
  }

  private remembered(): PaceMs {
    try {
      const found: unknown = JSON.parse(this.memory?.getItem(REMEMBERED_AS) ?? String(REFETCH_MS));
      return PACES_MS.find((ms) => ms === found) === undefined ? REFETCH_MS : (found as PaceMs);
    } catch {
      return REFETCH_MS;
    }
  }
}

/** A browser may forbid to remember, and then even to look. */
function memoryOf(browser: { readonly localStorage: Storage }): Storage | null {
  try {
    return browser.localStorage;
  } catch {
    return null;
  }
}

export const refreshPace = new RefreshPace(memoryOf(globalThis));

export const useRefreshPace = (): Pace => useSyncExternalStore(refreshPace.subscribe, refreshPace.now);
