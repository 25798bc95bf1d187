import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { shown } from '../../testing/shown';
import { DayBars } from './day-bars';

const bars = ['Sat', 'Sun', 'Mon'].map((day) => ({
  key: day,
  text: `${day}: fine`,
  parts: [
    { tone: 'ok' as const, share: 0.75 },
    { tone: null, share: 0.25 },
  ],
}));

describe('bars of days', () => {
  const range = () => screen.getByRole('slider', { name: 'LiveKit' });
  const told = () => [range().getAttribute('aria-valuetext'), document.querySelector('p')?.textContent];
  /** Moves the pointer to a share of the width. */
  const pointAt = (share: number) => {
    range().getBoundingClientRect = () => ({ left: 100, width: 300 }) as DOMRect;
    fireEvent(range(), new MouseEvent('pointermove', { clientX: 100 + share * 300, bubbles: true }));
  };
  beforeEach(async () => void (await shown(<DayBars label="LiveKit" bars={bars} caption="Three days" />)));
  afterEach(cleanup);

  it('stand on the last day, and say below what all of them are', () =>
    expect(told()).toEqual(['Mon: fine', 'Three days']));

  it.each([
    [0, 'Sat'],
    [0.34, 'Sun'],
    [0.99, 'Mon'],
    [-0.2, 'Sat'],
    [1.2, 'Mon'],
  ])('tell the one under a pointer at %s: %s', (share, day) => {
    pointAt(share);
    expect(told()).toEqual([`${day}: fine`, `${day}: fine`]);
    fireEvent.pointerLeave(range());
    expect(told()[1]).toBe('Three days');
  });

  it('are walked by keyboard, and left', () => {
    fireEvent.focus(range());
    expect(told()[1]).toBe('Mon: fine');
    fireEvent.change(range(), { target: { value: '1' } });
    expect(told()).toEqual(['Sun: fine', 'Sun: fine']);
    fireEvent.blur(range());
    expect(told()[1]).toBe('Three days');
  });

  it('pile their parts from the bottom up, what nobody saw apart', () =>
    expect(
      [...document.querySelectorAll('g:first-of-type > rect')].map((part) => [
        part.getAttribute('data-tone'),
        part.getAttribute('y'),
        part.getAttribute('height'),
      ]),
    ).toEqual([
      ['ok', '25', '75'],
      ['unseen', '0', '25'],
    ]));
});

it('are there without a day', async () => {
  await shown(<DayBars label="None" bars={[]} caption="No days" />);
  expect(screen.getByRole('slider', { name: 'None' }).getAttribute('aria-valuetext')).toBeNull();
  expect(screen.getByText('No days')).toBeTruthy();
  cleanup();
});
