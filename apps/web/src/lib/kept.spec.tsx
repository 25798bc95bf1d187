import { expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { useKept } from './kept';

it('keeps the parts that say the same, and takes what is new', () => {
  const first = { rows: [{ name: 'Daily.co', bars: [1, 2] }], age: 4 };
  const { result, rerender } = renderHook(({ value }) => useKept(value), { initialProps: { value: first } });
  rerender({ value: { rows: [{ name: 'Daily.co', bars: [1, 2] }], age: 4 } });
  expect(result.current).toBe(first);
  rerender({ value: { rows: [{ name: 'Daily.co', bars: [1, 2] }], age: 5 } });
  expect(result.current).toEqual({ ...first, age: 5 });
  expect(result.current.rows).toBe(first.rows);
});
