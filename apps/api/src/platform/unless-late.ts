/** Nothing came in time; what was asked for goes on and may come later. */
export class TooLate extends Error {}

/** What `promise` brings within `ms`. @throws TooLate, or what it rejects with. */
export async function unlessLate<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate(`Nothing came within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
