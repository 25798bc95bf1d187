import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { latePage } from './late-page';

const Drawn = ({ text }: { text: string }) => <p>{text}</p>;
const GONE = new TypeError('Failed to fetch dynamically imported module');

const show = (Page: ReturnType<typeof latePage<{ text: string }>>) =>
  render(
    <MantineProvider>
      <Page text="a page" />
    </MantineProvider>,
  );

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // React tells of every part that failed
});
afterEach(() => {
  cleanup();
  jest.restoreAllMocks();
});

it('stands at once where its code came ahead', async () => {
  const Page = latePage(() => Promise.resolve(Drawn));
  await Page.preload();
  show(Page);
  expect(screen.getByText('a page')).toBeTruthy();
});

it('is waited for where its code is on the way', async () => {
  show(latePage(() => Promise.resolve(Drawn)));
  expect(screen.getByText('Loading')).toBeTruthy();
  expect(await screen.findByText('a page')).toBeTruthy();
});

it('says so where its code does not come, and comes when it is asked for again', async () => {
  let asked = 0;
  // once ahead and once when it is shown
  const Page = latePage(() => (++asked <= 2 ? Promise.reject(GONE) : Promise.resolve(Drawn)));
  await Page.preload();
  show(Page);
  expect(await screen.findByText(/This page could not be loaded/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('a page')).toBeTruthy();
});
