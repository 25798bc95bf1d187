import { busyness, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { poisson, seededRandom, uuidFrom } from '../chance/seeded-random';

const CALLS_PER_HOUR = 12;
const SHORTEST_MS = 6 * MINUTE_MS;
const LONGEST_CALL_MS = 20 * MINUTE_MS;

/** A conversation with an avatar that Beyond Presence itself runs: the platform knows nothing of it. */
export interface ManagedCall {
  id: string;
  startMs: number;
  endMs: number;
}

/** The calls that start within the UTC hour at `hourMs`: the same at each time, on each machine. */
function callsOfHour(hourMs: number): ManagedCall[] {
  const random = seededRandom('managed calls', hourMs);
  return Array.from({ length: poisson(random, CALLS_PER_HOUR * busyness(hourMs)) }, () => {
    const startMs = hourMs + Math.floor(random() * HOUR_MS);
    const length = SHORTEST_MS + random() * (LONGEST_CALL_MS - SHORTEST_MS);
    return { id: `call_${uuidFrom(random)}`, startMs, endMs: startMs + Math.floor(length) };
  });
}

/** Calls with any part of them in [fromMs, untilMs). */
export function callsWithin(fromMs: number, untilMs: number): ManagedCall[] {
  const calls: ManagedCall[] = [];
  const firstHour = Math.floor((fromMs - LONGEST_CALL_MS) / HOUR_MS) * HOUR_MS;
  for (let hour = firstHour; hour < untilMs; hour += HOUR_MS)
    calls.push(...callsOfHour(hour).filter((call) => call.endMs > fromMs && call.startMs < untilMs));
  return calls;
}
