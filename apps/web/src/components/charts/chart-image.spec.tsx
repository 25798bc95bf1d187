import { afterEach, expect, it } from '@jest/globals';
import { shownZone, type ZoneChoice } from '../../lib/zone';
import { captionText, standalone } from './chart-image';

afterEach(() => shownZone.set('local'));

it.each<[ZoneChoice, string]>([
  ['local', 'last 24 hours, as of 3 Nov 2026, 07:05 (Europe/Berlin)'],
  ['utc', 'last 24 hours, as of 3 Nov 2026, 06:05 (UTC)'],
])('says of which span and when an image is, in the zone of the page: %s', (zone, text) => {
  shownZone.set(zone);
  expect(captionText({ title: 'x', range: 'last 24 hours', at: new Date('2026-11-03T06:05:00Z') })).toBe(
    text,
  );
});

it('makes a drawing that needs no stylesheet and touches nothing of the page', () => {
  document.head.innerHTML = '<style>.bar { fill: rgb(1, 2, 3); }</style>';
  document.body.innerHTML =
    '<svg class="chart" style="width:100%"><rect class="bar" style="stroke: rgb(4, 5, 6)" width="5"></rect></svg>';
  const before = document.body.innerHTML;
  const chart = document.querySelector('svg');
  if (chart === null) throw new Error('There is a chart.');
  const text = standalone(chart, 320, 200);
  expect(document.body.innerHTML).toBe(before);
  expect(text).toMatch(/^<svg[^>]* width="320" height="200"/);
  expect(text).toContain('fill="rgb(1, 2, 3)"');
  expect(text).toContain('stroke="rgb(4, 5, 6)"');
  expect(text).not.toMatch(/ (class|style)=/);
});
