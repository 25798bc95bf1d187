import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../test/e2e/setup/browser';
import { startDemo } from './servers';
import { figure, printTable } from './table';

const WINDOW = { width: 1350, height: 940 };
/** Until all charts of 30 days stand, and until what an interaction set off has come to an end. */
const DRAWN_MS = 6_000;
const SETTLED_MS = 1_500;
const MOVES = 60;

/** The longest an input waited for the picture that answers it, as the browser measures it. */
const WATCH_INPUTS = `(() => {
  window.inputs = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId > 0) inputs.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
})()`;

type Interaction = [name: string, act: (page: Page) => Promise<unknown>];

const chart = (page: Page) => page.getByRole('figure', { name: 'Active sessions over time' });
const cursor = (page: Page) => chart(page).getByRole('slider');
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const choose = (text: string) => (page: Page) => page.getByText(text, { exact: true }).first().click();
const key = (name: string) => (page: Page) => page.keyboard.press(name);

async function walkOver(page: Page): Promise<void> {
  const place = await cursor(page).boundingBox();
  if (place === null) throw new Error('The chart is not drawn');
  for (let move = 0; move < MOVES; move++)
    await page.mouse.move(place.x + (place.width * (move + 0.5)) / MOVES, place.y + place.height / 2);
}

const INTERACTIONS: Interaction[] = [
  [`pointer over a chart, ${MOVES} moves`, walkOver],
  ['tap on a chart', (page) => cursor(page).click()],
  ['arrow key on a chart', (page) => cursor(page).press('ArrowLeft')],
  [
    'table of a chart',
    (page) =>
      chart(page)
        .getByRole('button', { name: /^Show as table/ })
        .click(),
  ],
  [
    'no table',
    (page) =>
      chart(page)
        .getByRole('button', { name: /^Hide table/ })
        .click(),
  ],
  ['what is this?', press('What is this? Active sessions')],
  ['Escape', key('Escape')],
  ['palette', key('Control+k')],
  ['four letters', (page) => page.keyboard.type('live', { delay: 60 })],
  ['Escape', key('Escape')],
  ['UTC', choose('UTC')],
  ['24 hours', choose('24 h')],
  ['30 days', choose('30 d')],
  ['pause', press('Pause')],
];

/** The dashboard with 30 days on screen, and all that a hand does there: does it answer within 100 ms? */
export async function benchInteractions(): Promise<void> {
  const [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
  try {
    const context = await browser.newContext({ viewport: WINDOW });
    await context.addCookies([{ name: 'admin_token', value: demo.token, url: demo.url }]);
    await context.addInitScript(WATCH_INPUTS);
    const page = await context.newPage();
    await page.goto(`${demo.url}/admin/dashboard?range=30d`);
    await page.locator('svg.recharts-surface').first().waitFor();
    await page.waitForTimeout(DRAWN_MS);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const rows = [['30 days on screen', 'to next paint ms', 'CPU ms', 'of it script']];
    for (const [name, act] of INTERACTIONS) rows.push([name, ...(await measured(page, devtools, act))]);
    printTable('Interactions', rows);
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function measured(page: Page, devtools: CDPSession, act: Interaction[1]): Promise<string[]> {
  const before = await usedBy(devtools);
  await act(page);
  await page.waitForTimeout(SETTLED_MS);
  const after = await usedBy(devtools);
  const inputs = await page.evaluate<number[]>('inputs.splice(0)');
  return [
    inputs.length === 0 ? '< 16' : figure(Math.max(...inputs)),
    figure(after.all - before.all),
    figure(after.script - before.script),
  ];
}

/** CPU time of the page's main thread so far, in ms: not lengthened by what else the machine does. */
async function usedBy(devtools: CDPSession): Promise<{ all: number; script: number }> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const ms = (wanted: string) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0);
  return { all: ms('TaskDuration'), script: ms('ScriptDuration') };
}
