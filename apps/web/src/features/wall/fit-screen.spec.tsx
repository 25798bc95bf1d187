import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, renderHook } from '@testing-library/react';
import { useFitToScreen } from './fit-screen';

const root = document.documentElement;
const scale = () => root.style.getPropertyValue('--wr-fit');
const pass = (seconds: number) => jest.advanceTimersByTime(seconds * 1000);

describe('a page on a wall', () => {
  /** Height of the page at its usual size; the screen has 1000 px. */
  let height: number;
  let resized: number;
  let measured: number;
  const count = () => resized++;
  beforeEach(() => {
    jest.useFakeTimers();
    window.innerHeight = 1000;
    resized = 0;
    Object.defineProperty(root, 'scrollHeight', {
      configurable: true,
      get: () => {
        measured++;
        return height * Number(scale() || 1);
      },
    });
    window.addEventListener('resize', count);
  });
  afterEach(() => {
    cleanup();
    jest.useRealTimers();
    window.removeEventListener('resize', count);
    Reflect.deleteProperty(root, 'scrollHeight');
  });

  it.each([
    [800, '1.15', 'fits'],
    [1000, '1', 'fits'],
    [1001, '0.95', 'fits'],
    [2000, '0.5', 'fits'],
    [2001, '1', 'over'],
  ])('of %s px is shown at %s of its size, and %s', (px, fitting, state) => {
    height = px;
    renderHook(useFitToScreen);
    expect([scale(), root.dataset.wall]).toEqual([fitting, state]);
  });

  it('that gets longer is fitted within a second, and charts are told', () => {
    height = 1000;
    renderHook(useFitToScreen);
    pass(200); // long after it opened: it is looked at rarely then
    resized = 0;
    height = 1250;
    pass(1);
    expect([scale(), root.dataset.wall, resized]).toEqual(['0.8', 'fits', 1]);
  });

  it('that got shorter grows again within half a minute, and within three seconds at first', () => {
    height = 1250;
    renderHook(useFitToScreen);
    height = 1000;
    pass(2);
    expect(scale()).toBe('0.8');
    pass(1);
    expect(scale()).toBe('1');
    pass(57);
    height = 800;
    pass(29);
    expect(scale()).toBe('1');
    pass(1);
    expect(scale()).toBe('1.15');
  });

  it('that cannot be fitted is not tried anew every second, and fits again once it can', () => {
    height = 3000;
    renderHook(useFitToScreen);
    pass(60);
    measured = 0;
    pass(29);
    expect(measured).toBe(29); // once a second, at the size that stands
    height = 900;
    pass(1);
    expect([scale(), root.dataset.wall]).toEqual(['1.1', 'fits']);
  });

  it('tells charts of a new size only where it is another', () => {
    height = 1000;
    renderHook(useFitToScreen);
    expect(resized).toBe(1);
    pass(120);
    expect(resized).toBe(1);
  });

  it('leaves nothing behind', () => {
    height = 1250;
    const { unmount } = renderHook(useFitToScreen);
    resized = 0;
    unmount();
    expect([scale(), root.dataset.wall, resized, jest.getTimerCount()]).toEqual(['', undefined, 1, 0]);
  });
});
