import { expect, it } from '@jest/globals';
import { PAGE_OVERDUE_MS, readPagesEveryMs } from './vendor-page';

it.each([
  [30_000, false, 45_000],
  [30_000, true, 30_000],
  [1_000, true, 10_000],
  [3_600_000, false, 60_000],
])('pages are read with probes every %i ms, in trouble: %s, every %i ms', (probesMs, isTroubled, pagesMs) => {
  expect(readPagesEveryMs(probesMs, isTroubled)).toBe(pagesMs);
  expect(2 * pagesMs).toBeLessThan(PAGE_OVERDUE_MS);
});
