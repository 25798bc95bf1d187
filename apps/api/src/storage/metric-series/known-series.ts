import { MINUTE_MS } from '../../core/time';

const MOST_SERIES = 50_000;
/** `newest_at` of a series is written no more often than this: it runs that much behind. */
const NEWEST_BEHIND_MS = 5 * MINUTE_MS;

interface Known {
  id: string;
  newestMs: number;
}

/**
 * Ids of series that stood lately, so that a sender's next export asks for none of them. Bounded: two generations, of
 * which the older one is dropped when the younger is full.
 */
export class KnownSeries {
  private young = new Map<string, Known>();
  private old = new Map<string, Known>();

  /** Null when the series is not known, or its newest point is to be written down. */
  idOf(key: string, atMs: number): string | null {
    let known = this.young.get(key);
    if (known === undefined) {
      known = this.old.get(key);
      if (known === undefined) return null;
      this.put(key, known);
    }
    return atMs <= known.newestMs + NEWEST_BEHIND_MS ? known.id : null;
  }

  /** The series stands with this id and, at least, this newest point. */
  remember(key: string, id: string, newestMs: number): void {
    this.put(key, { id, newestMs });
  }

  /** Ids are never given twice: what is gone, is gone under its key, too. */
  forget(ids: ReadonlySet<string>): void {
    for (const generation of [this.young, this.old])
      for (const [key, { id }] of generation) if (ids.has(id)) generation.delete(key);
  }

  private put(key: string, known: Known): void {
    if (this.young.size >= MOST_SERIES) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, known);
  }
}
