import type { CDPSession } from 'playwright-core';
import { launchBrowser } from '../test/e2e/setup/browser';
import { startDemo } from './servers';
import { figure, printTable } from './table';

const REFRESHES = 10_000;
const WARM_UP = 500;
const REPORTS = 5;
const ENDS_WITHIN_MS = 240_000;

/**
 * Answers like the server did the first time, at the present time: what is measured is the page, not the server.
 * `refresh(n)` has the page ask for everything n times and resolves when the last answers are shown.
 */
const WITHIN_THE_PAGE = `(() => {
  const heard = new Map(), original = window.fetch;
  let open = 0;
  window.fetch = async (path, init) => {
    open += 1;
    try {
      if (!heard.has(path)) {
        const answer = await original(path, init);
        if (!answer.ok) return answer;
        heard.set(path, await answer.text());
      }
      const body = heard.get(path).replace(/"as_of":"[^"]*"/g, '"as_of":"' + new Date().toISOString() + '"');
      return new Response(body, { headers: { 'content-type': 'application/json', date: new Date().toUTCString() } });
    } finally { open -= 1; }
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  window.refresh = async (times) => {
    for (let i = 0; i < times; i++) {
      window.dispatchEvent(new Event('visibilitychange'));
      do await turn(); while (open > 0);
      await turn();
    }
  };
})()`;

/** A wall after as many refreshes as three and a half days have: does it keep what it should forget? */
export async function benchSoak(): Promise<void> {
  const [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    await context.addCookies([{ name: 'admin_token', value: demo.token, url: demo.url }]);
    await context.addInitScript(WITHIN_THE_PAGE);
    const page = await context.newPage();
    await page.goto(`${demo.url}/admin/dashboard?wall`);
    await page.locator('svg.recharts-surface').first().waitFor();
    const devtools = await context.newCDPSession(page);
    const refresh = (times: number) => page.evaluate<void>(`refresh(${times})`);
    await refresh(WARM_UP);
    const rows = [['refreshes', 'heap MB', 'nodes', 'of the start']];
    const start = await heldBy(devtools);
    rows.push(rowOf(0, start, start));
    const startedAt = performance.now();
    for (let done = REFRESHES / REPORTS; done <= REFRESHES; done += REFRESHES / REPORTS) {
      await refresh(REFRESHES / REPORTS);
      rows.push(rowOf(done, await heldBy(devtools), start));
      if (performance.now() - startedAt > ENDS_WITHIN_MS) break;
    }
    printTable('Wall, refreshed again and again', rows);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

interface Held {
  bytes: number;
  nodes: number;
}

const rowOf = (done: number, held: Held, start: Held): string[] => [
  String(done),
  figure(held.bytes / 1e6),
  String(held.nodes),
  figure(held.bytes / start.bytes),
];

/** What is left once everything that can be forgotten is. */
async function heldBy(devtools: CDPSession): Promise<Held> {
  for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes };
}
