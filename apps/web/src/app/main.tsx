import '../theme/styles';
import { later } from '../lib/later';

/**
 * What draws, then the page, then its first requests and its first drawing: each is run in a task of its own, so that a
 * slow phone can answer a finger in between. build/shell.ts has them all fetched at once.
 */
async function start(): Promise<void> {
  await import('react-dom/client');
  await later();
  const { open } = await import('./open');
  await later();
  const draw = open();
  await later();
  draw();
}

void start();
