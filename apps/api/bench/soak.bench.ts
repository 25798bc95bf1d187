import type { CDPSession } from 'playwright-core';
import { launchBrowser } from '../test/e2e/setup/browser';
import { startDemo } from './servers';
import { figure, printTable } from './table';

const REFRESHES = 10_000;
/** By then the browser has compiled what it compiles: its code counts as heap. */
const WARM_UP = 1_000;
const REPORTS = 10;
const ENDS_WITHIN_MS = 8 * 60_000;

/**
 * Answers like the server did the first time, at the present time and with figures that change from one refresh to the
 * next: what is measured is the page, not the server. One answer is kept for each question, whatever span it asks for:
 * the page is to grow, not its measure. `refresh(n)` has the page ask for everything n times and resolves when the last
 * answers are shown.
 */
const WITHIN_THE_PAGE = `(() => {
  const heard = new Map(), original = window.fetch;
  let open = 0, round = 0;
  const question = (path, init) => (init?.method ?? 'GET') + path.replace(/(from|to)=[^&]*/g, '');
  const changed = (text) => text.replace(/"(value|active_sessions)":(\\d)/g, '"$1":1$2');
  window.fetch = async (path, init) => {
    open += 1;
    try {
      const asked = question(path, init);
      if (!heard.has(asked)) {
        const answer = await original(path, init);
        if (answer.status !== 200) return answer;
        const text = await answer.text();
        heard.set(asked, [text, changed(text)]);
      }
      const now = new Date();
      const body = heard.get(asked)[round % 2].replace(/"as_of":"[^"]*"/g, '"as_of":"' + now.toISOString() + '"');
      return new Response(body, { headers: { 'content-type': 'application/json', date: now.toUTCString() } });
    } finally { open -= 1; }
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  window.refresh = async (times) => {
    for (let i = 0; i < times; i++) {
      round += 1;
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
    const start = await heldBy(devtools);
    const rows = [
      ['refreshes', 'heap MB', 'of the start', 'nodes', 'listeners', 's'],
      rowOf(0, start, start, 0),
    ];
    const startedAt = performance.now();
    for (let done = REFRESHES / REPORTS; done <= REFRESHES; done += REFRESHES / REPORTS) {
      await refresh(REFRESHES / REPORTS);
      const passedMs = performance.now() - startedAt;
      rows.push(rowOf(done, await heldBy(devtools), start, passedMs));
      if (passedMs > ENDS_WITHIN_MS) break;
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
  listeners: number;
}

const rowOf = (done: number, held: Held, start: Held, passedMs: number): string[] => [
  String(done),
  figure(held.bytes / 1e6),
  (held.bytes / start.bytes).toFixed(3),
  String(held.nodes),
  String(held.listeners),
  figure(passedMs / 1000),
];

/** What is left once everything that can be forgotten is. */
async function heldBy(devtools: CDPSession): Promise<Held> {
  for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes, listeners };
}
