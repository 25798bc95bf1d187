import { afterEach, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { SINGLE_KEYS, singleKeys } from '../../lib/keys';
import { shown } from '../../testing/shown';
import { KeyList } from './key-list';

afterEach(() => {
  cleanup();
  singleKeys.switch(true);
});

it('tells of every single key that there is', async () => {
  await shown(<KeyList onClose={() => undefined} />);
  const table = within(screen.getByRole('table', { name: 'Keys' }));
  for (const key of [...Object.keys(SINGLE_KEYS).filter((each) => /\D/.test(each)), '1 – 6'])
    expect(table.getByRole('rowheader', { name: key })).toBeTruthy();
});

it('switches them off and on, and shows how they are', async () => {
  singleKeys.switch(false);
  await shown(<KeyList onClose={() => undefined} />);
  const box = screen.getByRole<HTMLInputElement>('checkbox');
  expect(box.checked).toBe(false);
  fireEvent.click(box);
  expect([box.checked, singleKeys.areOn()]).toEqual([true, true]);
  fireEvent.click(box);
  expect([box.checked, singleKeys.areOn()]).toEqual([false, false]);
});

it('is closed by its button', async () => {
  const closed = jest.fn();
  await shown(<KeyList onClose={closed} />);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(closed).toHaveBeenCalledTimes(1);
});

it('is closed by a click beside it, not by one on it', async () => {
  const closed = jest.fn();
  await shown(<KeyList onClose={closed} />);
  fireEvent.click(screen.getByRole('heading', { name: 'Keys' }));
  expect(closed).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('dialog', { name: 'Keys' }));
  expect(closed).toHaveBeenCalledTimes(1);
});
