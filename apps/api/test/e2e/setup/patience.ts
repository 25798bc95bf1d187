const LOOK_AGAIN_AFTER_MS = 100;

/** Looks again and again until nothing is thrown, and answers what was seen; the last complaint is thrown in the end. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 20_000): Promise<T> {
  for (const deadline = performance.now() + withinMs; ; await pause(LOOK_AGAIN_AFTER_MS))
    try {
      return await look();
    } catch (complaint) {
      if (performance.now() > deadline) throw complaint;
    }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
