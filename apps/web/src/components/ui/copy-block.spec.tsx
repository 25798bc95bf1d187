import { afterEach, expect, it, jest } from '@jest/globals';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { voice } from '../../lib/voice';
import { shown } from '../../testing/shown';
import { CopyBlock } from './copy-block';

afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

it.each([
  ['copied', true, 'Copied'],
  ['refused', false, 'Select the text and copy it by hand'],
])('says that it was %s, and for how long', async (_, isDone, text) => {
  document.execCommand = () => isDone;
  await shown(<CopyBlock label="settings" text="A=1" />);
  jest.useFakeTimers();
  const isSaid = () => screen.queryByText(text) !== null;
  expect(isSaid()).toBe(false);
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Copy settings' })));
  expect([isSaid(), voice.now()]).toEqual([true, text]);
  act(() => jest.advanceTimersByTime(1_999));
  expect(isSaid()).toBe(true);
  act(() => jest.advanceTimersByTime(1));
  expect(isSaid()).toBe(false);
});
