interface Told {
  as_of: string;
}

/** An answer overtakes the stream by no more than this; what lies further apart is told by two clocks. */
const OVERTAKEN_MS = 5_000;

/** The later of an answer and what is held; what is held counts only if it can be a little younger. */
export function newerOf<T extends Told>(answer: T, held: T | undefined): T {
  if (held === undefined) return answer;
  const aheadMs = Date.parse(held.as_of) - Date.parse(answer.as_of);
  return aheadMs > 0 && aheadMs <= OVERTAKEN_MS ? held : answer;
}
