import { expect, it } from '@jest/globals';
import { render } from '@testing-library/react';
import { someEvidence } from '../../testing/metrics';
import { EvidenceLine } from './evidence-line';

const line = (more: Parameters<typeof someEvidence>[0]) =>
  render(<EvidenceLine evidence={someEvidence(more)} noun="request" />).container.textContent;

it('tells how many, of which span and by whom', () => {
  expect(line({ overflowing: [], behind_seconds: 20, unreadable_reports: 0 })).toBe(
    'from 1,204 requests in 5 minutes · student-platform',
  );
});

it.each([
  [{ overflowing: ['shop', 'chat'] }, 'too many series to keep apart, counted together: shop, chat'],
  [{ behind_seconds: 120 }, 'counting is 2 minutes behind'],
  [{ unreadable_reports: 3 }, '3 reports unreadable, not counted'],
])('tells what a reader has to know of the reports: %o', (more, text) => {
  expect(line(more)).toBe(`from 1,204 requests in 5 minutes · student-platform · ${text}`);
});
