import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { NOON } from '../../testing/metrics';
import { someStep } from '../../testing/pictures';
import { shown } from '../../testing/shown';
import { plotOf } from './plot';
import { sharedCursor } from './shared-cursor';
import type { TimePicture } from './time-chart.types';
import { TimeCursor } from './time-cursor';
import { TimeTable } from './time-table';

const QUARTER = 900_000;
const picture: TimePicture = {
  kind: 'lines',
  unit: 'ms',
  series: ['p95'],
  steps: [0, 1, 2].map((n) =>
    someStep({
      startMs: NOON + n * QUARTER,
      endMs: NOON + (n + 1) * QUARTER,
      values: [n === 1 ? null : n * 10],
      state: n === 1 ? 'unobserved' : 'value',
      text: `step ${n}`,
    }),
  ),
  limits: [],
  marks: [],
  breach: null,
};
const plot = plotOf(picture, 'UTC', { width: 600, height: 200, px: 1 });
const middle = (n: number) => NOON + n * QUARTER + QUARTER / 2;

describe('the cursor of a chart', () => {
  let opened: number[];
  const cursor = () => screen.getByRole('slider', { name: 'Time' });
  const text = () => cursor().getAttribute('aria-valuetext');
  beforeEach(async () => {
    opened = [];
    await shown(
      <TimeCursor {...{ picture, plot }} zone="UTC" label="Time" onOpen={(ms) => opened.push(ms)} />,
    );
  });
  afterEach(() => {
    act(() => sharedCursor.set(null));
    cleanup();
  });

  it('stands on the newest step until something is looked at, without a line', () => {
    expect(text()).toBe('Mon 23 Nov, 12:30 to 12:45: step 2');
    expect(document.querySelector('span')).toBeNull();
  });

  it('follows what is looked at on another chart', () => {
    act(() => sharedCursor.set(middle(0)));
    expect(text()).toBe('Mon 23 Nov, 12:00 to 12:15: step 0');
    const moved = document.querySelector('span')?.style.transform.replace(/[^\d.]/g, '');
    expect(Number(moved)).toBeCloseTo((plot.right - plot.left) / 6);
  });

  it.each([
    [0.1, 0],
    [0.5, 1],
    [0.9, 2],
    [-1, 0],
    [2, 2],
  ])('takes a pointer at %s of the width to step %i', (share, n) => {
    cursor().getBoundingClientRect = () => ({ left: 50, width: 300 }) as DOMRect;
    fireEvent(cursor(), new MouseEvent('pointermove', { clientX: 50 + share * 300, bubbles: true }));
    expect(text()).toMatch(new RegExp(`step ${n}$`));
    fireEvent.pointerLeave(cursor());
    expect(sharedCursor.now()).toBeNull();
  });

  it('is walked by keyboard to the middle of a step, and left', () => {
    fireEvent.focus(cursor());
    expect(sharedCursor.now()).toBe(middle(2));
    fireEvent.change(cursor(), { target: { value: '1' } });
    expect([sharedCursor.now(), text()]).toEqual([middle(1), 'Mon 23 Nov, 12:15 to 12:30: step 1']);
    fireEvent.blur(cursor());
    expect(sharedCursor.now()).toBeNull();
  });

  it('opens the step it stands on by a click and by Enter, by no other key', () => {
    act(() => sharedCursor.set(middle(1)));
    fireEvent.click(cursor());
    fireEvent.keyDown(cursor(), { key: 'Enter' });
    fireEvent.keyDown(cursor(), { key: 'a' });
    expect(opened).toEqual([NOON + QUARTER, NOON + QUARTER]);
  });
});

it('has nothing to show without steps', async () => {
  await shown(<TimeCursor picture={{ ...picture, steps: [] }} plot={null} zone="UTC" label="Empty" />);
  const cursor = screen.getByRole('slider', { name: 'Empty' });
  fireEvent.focus(cursor);
  fireEvent.click(cursor);
  expect([cursor.getAttribute('aria-valuetext'), sharedCursor.now()]).toEqual(['nothing to show', null]);
  cleanup();
});

it('is a table, newest first, that tells what nobody saw from nothing', async () => {
  await shown(<TimeTable name="Latency" picture={picture} zone="UTC" format={(value) => `${value} ms`} />);
  expect(screen.getByRole('table', { name: 'Latency over time' })).toBeTruthy();
  expect(
    screen.getAllByRole('row').map((row) => [...row.children].map(({ textContent }) => textContent)),
  ).toEqual([
    ['When', 'p95', 'Seen'],
    ['Mon 23 Nov, 12:30 to 12:45', '20 ms', 'yes'],
    ['Mon 23 Nov, 12:15 to 12:30', '–', 'not observed'],
    ['Mon 23 Nov, 12:00 to 12:15', '0 ms', 'yes'],
  ]);
  cleanup();
});
