import { browserMemory } from './browser-memory';
import { PACES_MS, type PaceMs, REFETCH_MS, REFRESHES_UNTIL_STALE } from './cadence';
import { Store, useStore } from './store';

const REMEMBERED_AS = 'watchroom-refresh-ms';

export interface Pace {
  /** What the reader chose; null: no refresh. */
  chosenMs: PaceMs;
  /** Held for a while, without another choice. */
  isPaused: boolean;
}

/** How often the page refreshes: what the reader chose, remembered by this browser, and whether it is held just now. */
export class RefreshPace extends Store<Pace> {
  constructor(private readonly memory: Pick<Storage, 'getItem' | 'setItem'>) {
    super({ chosenMs: rememberedBy(memory), isPaused: false });
  }

  /** Ends a pause, too. */
  choose(chosenMs: PaceMs): void {
    this.memory.setItem(REMEMBERED_AS, JSON.stringify(chosenMs));
    this.set({ chosenMs, isPaused: false });
  }

  hold(isPaused: boolean): void {
    this.set({ ...this.now(), isPaused });
  }

  /** Nothing is asked for by itself. */
  get isHeld(): boolean {
    return this.now().isPaused || this.now().chosenMs === null;
  }

  /** How often to ask for what is asked for every `ordinaryMs` in ordinary times; asked twice it says the same. */
  intervalOf(ordinaryMs: number): number | false {
    const { chosenMs } = this.now();
    if (chosenMs === null || this.isHeld) return false;
    return ordinaryMs >= REFETCH_MS || chosenMs > REFETCH_MS ? chosenMs : Math.min(ordinaryMs, chosenMs);
  }

  /** Beyond this age a figure is no longer the present. */
  get staleAfterMs(): number {
    return REFRESHES_UNTIL_STALE * (this.now().chosenMs ?? REFETCH_MS);
  }
}

/** The ordinary pace where nothing is remembered that can be chosen. */
function rememberedBy(memory: Pick<Storage, 'getItem'>): PaceMs {
  const text = memory.getItem(REMEMBERED_AS);
  const [kept = REFETCH_MS] = PACES_MS.filter((ms) => JSON.stringify(ms) === text);
  return kept;
}

export const refreshPace = new RefreshPace(browserMemory);

export const useRefreshPace = (): Pace => useStore(refreshPace);
