import { Distribution } from '../latency/distribution';
import { OTHER_ROUTES, type RoutePlace } from './route-place';

/** Routes that are kept apart for one service and hour; the rest is counted together. */
export const MOST_ROUTES = 200;

/** Requests of one place; `distribution`: their durations, as far as they can be read. */
export interface RouteCounts extends RoutePlace {
  requests: number;
  errors: number;
  distribution: Distribution;
}

/** Requests by place: the same in whatever order and grouping they come. */
export class RouteTally {
  /** Counts whose durations could not be read. */
  unreadable = 0;
  /** So many routes at least are counted together as `other`. */
  grouped = 0;
  private readonly byPlace = new Map<string, RouteCounts>();

  /** `durations` as they are or encoded; those that cannot be read are left out, the requests are counted. */
  add(counts: Omit<RouteCounts, 'distribution'>, durations: Distribution | Uint8Array): void {
    if (counts.requests === 0) return;
    const { route, method, status } = counts;
    const key = keyOf(counts);
    let place = this.byPlace.get(key);
    if (place === undefined) {
      place = { route, method, status, requests: 0, errors: 0, distribution: new Distribution() };
      this.byPlace.set(key, place);
    }
    place.requests += counts.requests;
    place.errors += counts.errors;
    if (durations instanceof Distribution) place.distribution.merge(durations);
    else if (!place.distribution.mergeReadable(durations)) this.unreadable++;
  }

  /** By route, method and status. */
  counts(): RouteCounts[] {
    return [...this.byPlace].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
  }

  /** The same with at most `most` routes by name: those with most errors, then with most requests, stay. */
  limited(most = MOST_ROUTES): RouteTally {
    const kept = this.weightiest(most);
    if (kept === null) return this;
    const tally = new RouteTally();
    const gone = new Set<string>();
    for (const place of this.counts()) {
      const stays = place.route === OTHER_ROUTES || kept.has(place.route);
      if (!stays) gone.add(place.route);
      tally.add(stays ? place : { ...place, route: OTHER_ROUTES }, place.distribution);
    }
    tally.grouped = this.grouped + gone.size;
    tally.unreadable = this.unreadable;
    return tally;
  }

  /** Null when there are no more than `most`. */
  private weightiest(most: number): Set<string> | null {
    const weights = new Map<string, { route: string; errors: number; requests: number }>();
    for (const { route, requests, errors } of this.byPlace.values()) {
      if (route === OTHER_ROUTES) continue;
      const weight = weights.get(route) ?? { route, errors: 0, requests: 0 };
      weights.set(route, weight);
      weight.errors += errors;
      weight.requests += requests;
    }
    if (weights.size <= most) return null;
    const ranked = [...weights.values()].toSorted(
      (a, b) => b.errors - a.errors || b.requests - a.requests || (a.route < b.route ? -1 : 1),
    );
    return new Set(ranked.slice(0, most).map(({ route }) => route));
  }
}

const keyOf = ({ route, method, status }: RoutePlace): string => `${route}\n${method}\n${status ?? ''}`;
