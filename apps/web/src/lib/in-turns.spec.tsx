import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { useInTurn, useTurn } from './in-turns';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

const Part = ({ value }: { value: string | null }) => <p>{useInTurn(value) ?? 'waiting'}</p>;
const task = () => act(() => jest.advanceTimersToNextTimer());
const texts = () => screen.getAllByText(/./).map(({ textContent }) => textContent);

it('shows one after the other, and of one only the newest', () => {
  const parts = (a: string, b: string) => (
    <>
      <Part value={a} />
      <Part value={b} />
    </>
  );
  const view = render(parts('a', 'b'));
  expect(texts()).toEqual(['waiting', 'waiting']);
  task();
  expect(texts()).toEqual(['a', 'waiting']);
  task();
  expect(texts()).toEqual(['a', 'b']);
  view.rerender(parts('c', 'd'));
  view.rerender(parts('e', 'd'));
  expect(texts()).toEqual(['a', 'b']);
  task();
  task();
  expect(texts()).toEqual(['e', 'd']);
});

const Section = ({ name, canWait }: { name: string; canWait: boolean }) => (
  <p>{useTurn(canWait) ? name : 'waiting'}</p>
);

it('lets a part wait for its turn, once, and no part that cannot', () => {
  const view = render(
    <>
      <Section name="first" canWait={false} />
      <Section name="second" canWait />
      <Section name="third" canWait />
    </>,
  );
  expect(texts()).toEqual(['first', 'waiting', 'waiting']);
  task();
  expect(texts()).toEqual(['first', 'second', 'waiting']);
  task();
  expect(texts()).toEqual(['first', 'second', 'third']);
  view.rerender(<Section name="first" canWait />);
  expect(texts()).toEqual(['first']);
});
