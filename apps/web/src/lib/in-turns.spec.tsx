import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { useInTurn } from './in-turns';

afterEach(cleanup);

const Part = ({ value }: { value: string | null }) => <p>{useInTurn(value) ?? 'waiting'}</p>;
const task = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)));
const texts = () => screen.getAllByText(/./).map(({ textContent }) => textContent);

it('shows one after the other, and of one only the newest', async () => {
  const parts = (a: string, b: string) => (
    <>
      <Part value={a} />
      <Part value={b} />
    </>
  );
  const view = render(parts('a', 'b'));
  expect(texts()).toEqual(['waiting', 'waiting']);
  await task();
  expect(texts()).toEqual(['a', 'waiting']);
  await task();
  expect(texts()).toEqual(['a', 'b']);
  view.rerender(parts('c', 'd'));
  view.rerender(parts('e', 'd'));
  expect(texts()).toEqual(['a', 'b']);
  await task();
  await task();
  expect(texts()).toEqual(['e', 'd']);
});
