import { afterEach, expect, it, jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { LazyPart } from './lazy-part';

afterEach(cleanup);

const Drawn = ({ text }: { text: string }) => <p>{text}</p>;

/** Does not come the first time. */
function arrivingLate() {
  let asked = 0;
  return () =>
    ++asked === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve({ default: Drawn });
}

function show(retryMs: number) {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // React tells of every part that failed
  const load = arrivingLate();
  render(
    <MantineProvider>
      <LazyPart
        load={load}
        props={{ text: 'a chart' }}
        loading="coming"
        missing="It could not be loaded."
        retryMs={retryMs}
      />
    </MantineProvider>,
  );
}

it('says what is missing, and comes when it is asked for again', async () => {
  show(3_600_000);
  expect(await screen.findByText(/It could not be loaded/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('a chart')).toBeTruthy();
  expect(screen.queryByText(/It could not be loaded/)).toBeNull();
});

it('is tried again by itself', async () => {
  show(1);
  expect(await screen.findByText('a chart')).toBeTruthy();
});
