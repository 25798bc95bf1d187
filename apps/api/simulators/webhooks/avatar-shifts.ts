import { MINUTE_MS } from '../chance/rhythm';
import type { SimulatedSession } from '../sessions/simulated-session';

/** Avatars come after the person. */
const COMES_AFTER_MS = 2_000;
/** No avatar stays for longer: another one takes over, and says nothing for some seconds. */
const SHIFT_MS = 10 * MINUTE_MS;
const PAUSE_MS = 3_000;
/** Nobody takes over for less. */
const SHORTEST_MS = MINUTE_MS;

type Session = Pick<SimulatedSession, 'startMs' | 'endMs'>;

interface AvatarShift {
  number: number;
  fromMs: number;
  untilMs: number;
}

/** One avatar after the other for as long as the session lasts. */
export function shiftsOf({ startMs, endMs }: Session): AvatarShift[] {
  const firstMs = startMs + COMES_AFTER_MS;
  const count = Math.max(1, Math.ceil((endMs - SHORTEST_MS - firstMs) / SHIFT_MS));
  return Array.from({ length: count }, (_, number) => ({
    number,
    fromMs: firstMs + number * SHIFT_MS + (number === 0 ? 0 : PAUSE_MS),
    untilMs: number === count - 1 ? endMs : firstMs + (number + 1) * SHIFT_MS,
  }));
}

/** Number of the avatar that is there at `nowMs`, or comes next. */
export const shiftAt = (session: Session, nowMs: number): number =>
  (shiftsOf(session).find(({ untilMs }) => untilMs > nowMs) ?? shiftsOf(session).at(-1)!).number;
