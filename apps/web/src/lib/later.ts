/** Resolves in a task of its own. */
export const later = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

const PATIENCE_MS = 1_000;

/** Runs the work once the browser has done what is waiting, answers that have come in among it; a second later at most. */
export function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(work);
  else requestIdleCallback(work, { timeout: PATIENCE_MS });
}
